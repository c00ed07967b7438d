import { invalidField, isId, isReservedName } from '@app/kernel';

/** Where an input stands in the request: `['body', 'login']`. */
export type FieldPath = (string | number)[];

/** What the inputs that a rule may refuse are called on the caller's surface. */
export interface InputPaths {
  readonly login: FieldPath;
  readonly password: FieldPath;
  readonly roles: FieldPath;
  readonly image: FieldPath;
}

/** The names of most surfaces. */
export const usualPaths: InputPaths = {
  login: ['body', 'login'],
  password: ['body', 'password'],
  roles: ['body', 'roles'],
  image: ['body', 'image'],
};

const MIN_PASSWORD = 8;

const PASSWORD_NEEDS: readonly (readonly [RegExp, string])[] = [
  [/\d/, 'a digit'],
  [/[a-z]/, 'a lower-case letter'],
  [/[A-Z]/, 'an upper-case letter'],
  [/[!@#$%^&*]/, 'one of !@#$%^&*'],
];

const nameOf = (path: FieldPath): string => String(path.at(-1));

/** At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`. @throws 400 */
export function assertPasswordRule(path: FieldPath, password: string): void {
  const missing = PASSWORD_NEEDS.filter(([pattern]) => !pattern.test(password)).map(([, what]) => what);
  if (password.length < MIN_PASSWORD) missing.unshift(`at least ${MIN_PASSWORD} characters`);
  if (missing.length > 0) throw invalidField(path, `${nameOf(path)} needs ${missing.join(', ')}`);
}

/** A login name shadows no documented path and cannot be mistaken for an id. @throws 400 */
export function assertLoginRule(path: FieldPath, login: string): void {
  if (isReservedName(login) || isId(login.toLowerCase())) {
    throw invalidField(path, `${nameOf(path)} is reserved or has the shape of an id`);
  }
}

/** Pictures come over the web: a `javascript:` address would run in whoever looks at it. @throws 400 */
export function assertImageRule(path: FieldPath, image: string): void {
  const protocol = URL.canParse(image) ? new URL(image).protocol : '';
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw invalidField(path, `${nameOf(path)} must be an http or https address`);
  }
}

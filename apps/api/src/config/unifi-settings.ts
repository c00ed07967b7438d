import type { UnifiSettings } from './app-config';
import type { EnvReader } from './env-reader';

/** The controller that `UNIFI_URL` names. */
export const DEFAULT_UNIFI_CONTROLLER = 'default';

const LIST = 'UNIFI_CONTROLLERS';
/** Parts of the names of variables, in lower case. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 32;
const MOST_CONTROLLERS = 50;
const SHA256 = /^[0-9a-f]{64}$/;

type Setting = 'URL' | 'USERNAME' | 'PASSWORD' | 'API_KEY' | 'FINGERPRINT' | 'ALLOW_SELF_SIGNED';

const DEPENDENT = ['API_KEY', 'FINGERPRINT', 'ALLOW_SELF_SIGNED'] as const;

/** The variable that sets something of a controller: `UNIFI_URL` of the default one, else `UNIFI_NORTH_OFFICE_URL`. */
export const unifiVariable = (controller: string, setting: Setting): string =>
  controller === DEFAULT_UNIFI_CONTROLLER
    ? `UNIFI_${setting}`
    : `UNIFI_${controller.toUpperCase().replaceAll('-', '_')}_${setting}`;

/** The default controller, if there is one, and those that `UNIFI_CONTROLLERS` lists. */
export function readUnifi(reader: EnvReader): UnifiSettings[] {
  const controllers: UnifiSettings[] = [];
  for (const name of [DEFAULT_UNIFI_CONTROLLER, ...readNames(reader)]) {
    const controller = readController(reader, name);
    if (controller === null) continue;
    const twin = controllers.find(({ url }) => placeOf(url) === placeOf(controller.url));
    // Each of its sites would be there twice.
    if (twin) reader.report(unifiVariable(name, 'URL'), `is that of the controller ${twin.name} already`);
    controllers.push(controller);
  }
  return controllers;
}

function readNames(reader: EnvReader): string[] {
  const names = reader.list(LIST);
  const fits = (name: string) => NAME.test(name) && name.length <= LONGEST_NAME && name !== DEFAULT_UNIFI_CONTROLLER;
  if (!names.every(fits)) {
    reader.report(
      LIST,
      `must be a comma-separated list of names such as north-office: at most ${LONGEST_NAME} lower-case letters, digits and single hyphens, not ${DEFAULT_UNIFI_CONTROLLER}`,
    );
  }
  if (names.length > MOST_CONTROLLERS) reader.report(LIST, `must name at most ${MOST_CONTROLLERS} controllers`);
  if (new Set(names).size < names.length) reader.report(LIST, 'must not name a controller twice');
  return [...new Set(names.filter(fits).slice(0, MOST_CONTROLLERS))];
}

const placeOf = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
};

/** A URL with a user name and a password, or with an API key; and whom to trust behind it. */
function readController(reader: EnvReader, name: string): UnifiSettings | null {
  const of = (setting: Setting): string => unifiVariable(name, setting);
  if (name !== DEFAULT_UNIFI_CONTROLLER && !reader.isSet(of('URL'))) {
    reader.report(of('URL'), `is required: ${LIST} lists ${name}`);
    return null;
  }
  const url = reader.url(of('URL'), ['https', 'http']);
  const apiKey = reader.text(of('API_KEY'));
  const account =
    apiKey === null ? reader.group({ url: of('URL'), username: of('USERNAME'), password: of('PASSWORD') }) : null;
  for (const setting of DEPENDENT) {
    if (reader.isSet(of(setting)) && !reader.isSet(of('URL'))) {
      reader.report(of('URL'), `is required when ${of(setting)} is set`);
    }
  }
  if (apiKey !== null && (reader.isSet(of('USERNAME')) || reader.isSet(of('PASSWORD')))) {
    reader.report(of('API_KEY'), `cannot be used along with ${of('USERNAME')} and ${of('PASSWORD')}`);
  }
  const trust = {
    fingerprint: readFingerprint(reader, name, url),
    allowSelfSigned: reader.flag(of('ALLOW_SELF_SIGNED'), false),
  };
  if (url === null) return null;
  if (apiKey !== null) return { name, url, credentials: { apiKey }, ...trust };
  if (account === null) return null;
  const { username, password } = account;
  return { name, url, credentials: { username, password }, ...trust };
}

/** As tools print it: with colons or without, in either case. */
function readFingerprint(reader: EnvReader, name: string, url: string | null): string | null {
  const variable = unifiVariable(name, 'FINGERPRINT');
  const text = reader.text(variable);
  if (text === null) return null;
  const fingerprint = text.replaceAll(':', '').toLowerCase();
  if (!SHA256.test(fingerprint)) {
    reader.report(variable, 'must be the SHA-256 fingerprint of a certificate: 64 hex digits');
  }
  if (url?.startsWith('http:')) {
    reader.report(variable, `needs a ${unifiVariable(name, 'URL')} that starts with https://`);
  }
  return fingerprint;
}

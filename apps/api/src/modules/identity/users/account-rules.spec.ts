import { DomainError } from '@app/kernel';
import { assertImageRule, assertLoginRule, assertPasswordRule } from './account-rules';

const issueOf = (refused: () => void) => {
  try {
    refused();
  } catch (error) {
    if (error instanceof DomainError) return { status: error.status, ...error.details.issues?.[0] };
  }
  return undefined;
};

describe('assertPasswordRule', () => {
  const check = (password: string) => issueOf(() => assertPasswordRule(['body', 'userInfo', 'newPassword'], password));

  it.each(['Secret1!', 'aA1@aA1@', 'Größe*99 and more'])('accepts %s', (password) => {
    expect(check(password)).toBeUndefined();
  });

  it.each([
    ['Sec1!', 'at least 8 characters'],
    ['Secret!!', 'a digit'],
    ['SECRET1!', 'a lower-case letter'],
    ['secret1!', 'an upper-case letter'],
    ['Secret12', 'one of !@#$%^&*'],
    ['Secret1?', 'one of !@#$%^&*'],
  ])('refuses %s for want of %s', (password, missing) => {
    expect(check(password)).toEqual({
      status: 400,
      path: ['body', 'userInfo', 'newPassword'],
      message: `newPassword needs ${missing}`,
    });
  });

  it('names everything that is missing at once', () => {
    expect(check('')?.message).toBe(
      'newPassword needs at least 8 characters, a digit, a lower-case letter, an upper-case letter, one of !@#$%^&*',
    );
  });
});

describe('assertLoginRule', () => {
  const check = (login: string) => issueOf(() => assertLoginRule(['body', 'username'], login));

  it.each(['ada', 'ADA.Lovelace', 'c123'])('accepts %s', (login) => {
    expect(check(login)).toBeUndefined();
  });

  it.each(['@me', 'usernames', 'UserNames', 'create', 'ckx0000000000000000000001', 'CKX0000000000000000000001'])(
    'refuses %s',
    (login) => {
      expect(check(login)).toMatchObject({ status: 400, path: ['body', 'username'] });
    },
  );
});

describe('assertImageRule', () => {
  const check = (image: string) => issueOf(() => assertImageRule(['body', 'image'], image));

  it.each(['https://example.com/a.jpg', 'http://10.0.0.1/a'])('accepts %s', (image) => {
    expect(check(image)).toBeUndefined();
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'avatar.jpg', '//example.com/a.jpg'])('refuses %s', (image) => {
    expect(check(image)).toMatchObject({ status: 400, path: ['body', 'image'] });
  });
});

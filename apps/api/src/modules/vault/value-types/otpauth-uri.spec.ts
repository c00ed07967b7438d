import { checkValue } from './value-rules';

const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const GOOD = `otpauth://totp/Acme:ada?secret=${SEED}&issuer=Acme`;
const BAD = `otpauth://totp/ada?secret=${SEED}&digits=12`;

describe('otpauth URIs among values', () => {
  it.each([
    GOOD,
    `${GOOD}&algorithm=SHA512&digits=8&period=31536000`,
    `OTPAUTH://TOTP/ada?secret=${SEED.toLowerCase()}`,
    `otpauth://hotp/ada?secret=${SEED}&counter=0`,
  ])('are kept as they are: %s', (value) => {
    expect(checkValue('generic_secret', value)).toEqual({ value });
    expect(checkValue('password', value)).toEqual({ value });
  });

  it.each([
    ['otpauth://', 'must be an otpauth URI'],
    ['otpauth://totp/?secret=', 'must be an otpauth URI'],
    ['otpauth://totp/ada', 'must be an otpauth URI'],
    ['otpauth://totp/ada?secret=0189', 'must be an otpauth URI'],
    ['otpauth://totp/a%ZZ?secret=' + SEED, 'must be an otpauth URI'],
    ['otpauth://totp/ada?secret=A', 'must use'],
    [`${GOOD}&digits=5`, 'must use'],
    [BAD, 'must use'],
    [`${GOOD}&algorithm=SHA224`, 'must use'],
    [`${GOOD}&period=31536001`, 'must use'],
    [`otpauth://hotp/ada?secret=${SEED}`, 'must be an otpauth URI'],
  ])('are refused without a word of the seed: %s', (value, problem) => {
    const checked = checkValue('generic_secret', value);
    expect(checked).toEqual({ problem: expect.stringContaining(problem) as string });
    expect(JSON.stringify(checked)).not.toContain(SEED);
  });

  it('are looked for where secrets are: in any secure field, and in those of the types for secrets', () => {
    expect(checkValue('plain_text', BAD)).toEqual({ value: BAD });
    expect(checkValue('plain_text', BAD, true)).toHaveProperty('problem');
    expect(checkValue('password', BAD)).toHaveProperty('problem');
    expect(checkValue('password', `note: ${BAD}`, true)).toHaveProperty('value');
  });
});

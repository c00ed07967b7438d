import { oneTimeCode } from './one-time-code';

/** The seeds of RFC 6238, appendix B, in base32. */
const SEEDS = {
  SHA1: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  SHA256: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA',
  SHA512: `${'GEZDGNBVGY3TQOJQ'.repeat(6)}GEZDGNA`,
} as const;

const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('one-time codes', () => {
  it.each([
    [59, 'SHA1', '94287082'],
    [59, 'SHA256', '46119246'],
    [59, 'SHA512', '90693936'],
    [1_111_111_109, 'SHA1', '07081804'],
    [1_111_111_109, 'SHA256', '68084774'],
    [1_111_111_109, 'SHA512', '25091201'],
    [1_111_111_111, 'SHA1', '14050471'],
    [1_111_111_111, 'SHA256', '67062674'],
    [1_111_111_111, 'SHA512', '99943326'],
    [1_234_567_890, 'SHA1', '89005924'],
    [1_234_567_890, 'SHA256', '91819424'],
    [1_234_567_890, 'SHA512', '93441116'],
    [2_000_000_000, 'SHA1', '69279037'],
    [2_000_000_000, 'SHA256', '90698825'],
    [2_000_000_000, 'SHA512', '38618901'],
    [20_000_000_000, 'SHA1', '65353130'],
    [20_000_000_000, 'SHA256', '77737706'],
    [20_000_000_000, 'SHA512', '47863826'],
  ] as const)('are those of RFC 6238 at %i by %s', (seconds, algorithm, code) => {
    const uri = `otpauth://totp/test?secret=${SEEDS[algorithm]}&algorithm=${algorithm}&digits=8`;
    expect(oneTimeCode(uri, at(seconds))?.code).toBe(code);
  });

  it('have six digits every 30 seconds by SHA1 unless the URI says otherwise', () => {
    const uri = `otpauth://totp/Acme%20Corp:ada%40acme.example?secret=${SEEDS.SHA1.toLowerCase()}`;
    expect(oneTimeCode(uri, at(59))).toEqual({
      ...{ code: '287082', digits: 6, period: 30, remaining: 1, validUntil: at(60) },
      ...{ issuer: 'Acme Corp', label: 'ada@acme.example' },
    });
  });

  it.each([
    [60_000, 30],
    [60_001, 30],
    [61_000, 29],
    [89_999, 1],
  ])('hold, at %i ms, for %i seconds more', (moment, remaining) => {
    const code = oneTimeCode(`otpauth://totp/test?secret=${SEEDS.SHA1}`, new Date(moment));
    expect(code).toMatchObject({ remaining, validUntil: at(90) });
  });

  it.each([
    'Lovelace-1815',
    SEEDS.SHA1,
    `otpauth://hotp/test?secret=${SEEDS.SHA1}&counter=1`,
    `otpauth://totp/test?secret=${SEEDS.SHA1}&digits=5`,
    `otpauth://totp/test?secret=${SEEDS.SHA1}&algorithm=SHA3-256`,
    `otpauth://totp/test?secret=${SEEDS.SHA1}&period=99999999999999999999`,
    'otpauth://totp/test?secret=A',
  ])('are not made of %s', (value) => {
    expect(oneTimeCode(value, at(59))).toBeUndefined();
  });
});

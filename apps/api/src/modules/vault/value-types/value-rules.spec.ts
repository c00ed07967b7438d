import fc from 'fast-check';
import type { ValueType } from '../credential-types';
import { checkValue } from './value-rules';

const kept = (type: ValueType, value: string) => {
  const checked = checkValue(type, value);
  return 'value' in checked ? checked.value : undefined;
};

describe('ip_address', () => {
  it.each(['10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '255.255.255.255/32', '::', '::1', 'fe80::1/64', '2001:db8::/0'])(
    'takes %s',
    (value) => expect(kept('ip_address', value)).toBe(value),
  );

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.1/33',
    '10.0.0.1/',
    '10.0.0.1/08',
    '10.0.0.1/8/8',
    '::/129',
  ])('refuses "%s"', (value) => expect(kept('ip_address', value)).toBeUndefined());

  it.each(['fe80::1%eth0', ':::', 'example.com', '1', '::1/x'])('refuses "%s", too', (value) =>
    expect(kept('ip_address', value)).toBeUndefined(),
  );

  it('takes every address of either version with every prefix length', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        expect(kept('ip_address', ` ${address}/${prefix} `)).toBe(`${address}/${prefix}`);
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 128 }), (address, prefix) => {
        expect(kept('ip_address', `${address}/${prefix}`)).toBe(`${address}/${prefix}`);
      }),
    );
  });
});

describe('bitlocker_key', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((number) => String(number * 11).padStart(6, '0'));
  const groups = fc.array(group, { minLength: 8, maxLength: 8 });

  it('keeps every key in groups with dashes, however it is written', () => {
    fc.assert(
      fc.property(groups, fc.constantFrom('', '-', ' '), (digits, separator) => {
        expect(kept('bitlocker_key', digits.join(separator))).toBe(digits.join('-'));
      }),
    );
  });

  it('finds every single mistyped digit and names its group', () => {
    const typo = fc.record({ at: fc.integer({ min: 0, max: 47 }), by: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(groups, typo, (digits, { at, by }) => {
        const key = digits.join('');
        const wrong = key.slice(0, at) + String((Number(key[at]) + by) % 10) + key.slice(at + 1);
        expect(checkValue('bitlocker_key', wrong)).toEqual({
          problem: `group ${Math.floor(at / 6) + 1} of the recovery key is mistyped`,
        });
      }),
    );
  });

  it('refuses groups that no 16-bit number gives', () => {
    const key = [...Array<string>(7).fill('000000'), '720896'].join('-');
    expect(checkValue('bitlocker_key', key)).toEqual({ problem: 'group 8 of the recovery key is mistyped' });
  });

  it.each(['', '123', '0'.repeat(47), '0'.repeat(49), 'a'.repeat(48)])('refuses "%s"', (value) => {
    expect(kept('bitlocker_key', value)).toBeUndefined();
  });
});

describe('license_key', () => {
  it.each([
    ['XXXXX-YYYYY-12345', 'XXXXX-YYYYY-12345'],
    ['  AB12 CD34 ', 'AB12 CD34'],
    ['c2lnbmVk+/==', 'c2lnbmVk+/=='],
    ['Łicence', 'Łicence'],
  ])('takes "%s"', (value, expected) => expect(kept('license_key', value)).toBe(expected));

  it.each(['---', 'two\nlines', 'a\tb', ' ', 'x'.repeat(4097)])('refuses "%s"', (value) =>
    expect(kept('license_key', value)).toBeUndefined(),
  );
});

it.each<[ValueType, number]>([
  ['plain_text', 10_000],
  ['generic_secret', 65_536],
  ['password', 1_024],
])('%s takes any text of up to %i characters as it is', (type, limit) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (text) => kept(type, text) === text),
  );
  expect(kept(type, 'x'.repeat(limit))).toHaveLength(limit);
  expect(kept(type, 'x'.repeat(limit + 1))).toBeUndefined();
});

it('a multi-credential field has no value', () => {
  expect(kept('multi_credential', 'x')).toBeUndefined();
});

it('no problem repeats the value', () => {
  const types: ValueType[] = ['ip_address', 'bitlocker_key', 'license_key', 'multi_credential'];
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.string({ minLength: 12, maxLength: 40 }), (type, value) => {
      const checked = checkValue(type, value);
      return 'value' in checked || !checked.problem.includes(value);
    }),
  );
});

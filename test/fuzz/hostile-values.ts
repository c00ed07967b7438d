import fc from 'fast-check';

/** JSON texts, since several of these values have no counterpart in JavaScript (repeated and special keys). */
type JsonText = string;

const DEPTH = 20_000;
const HUGE = 200_000;

const nested = (open: string, close: string, depth: number): JsonText => open.repeat(depth) + close.repeat(depth);

const text = (value: unknown): JsonText => JSON.stringify(value);

/** Values that some handler, validator, driver or encoder has stumbled over before. */
export const hostileValue: fc.Arbitrary<JsonText> = fc.oneof(
  fc.constantFrom<JsonText>(
    ...['null', 'true', '0', '-1', '1e309', '9007199254740993', '0.1', '""', '[]', '{}', '[[]]', '[null]'],
    ...['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udfff\\ud800"', '"\\ufeff"', '"\\u202e"', '"%00"', '"%"'],
    ...[
      '"*"',
      '"__proto__"',
      '"constructor"',
      '"@me"',
      '"nodes"',
      '" "',
      '"\\n"',
      '"../../etc"',
      '"$1"',
      '"\' or 1=1--"',
    ],
    ...['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"x":1}}}', '{"toString":1}', '{"length":1e9}'],
    ...['{"\\u0000":1}', '[{"id":null}]', '"2026-02-30T25:61:00Z"', '"+275760-09-13"', '"-000001-01-01T00:00:00Z"'],
  ),
  fc.constant(text('x'.repeat(HUGE))),
  fc.constant(text(Array.from({ length: 5_000 }, (_, index) => index))),
  fc.constant(nested('[', ']', DEPTH)),
  fc.constant(`${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`),
  fc.string({ unit: 'binary', maxLength: 60 }).map(text),
  fc.json({ maxDepth: 3 }),
);

/** Bodies that are not JSON at all, or not quite. */
export const malformedJson: fc.Arbitrary<string> = fc.constantFrom(
  ...['{', '}', '[', '{"a"}', '{"a":}', "{'a':1}", '{"a":1,}', '[1,]', '{"a":1}{"b":2}', 'undefined', 'NaN', '"'],
  ...['\u0000', '\ufeff{"a":', '{"a":\u0001"b"}', '{"a":"\\x"}', '<xml/>', 'a=1&b=2', '-', '01', '{"a":"\\ud83"}'],
);

/** Percent-encoded; lone surrogates, which no URL can carry, become U+FFFD. */
export const encodeText = (value: string): string => encodeURIComponent(Buffer.from(value, 'utf8').toString('utf8'));

/** Path segments and query values as they stand in a request target: already encoded, or wrongly so. */
export const targetText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      '%00',
      'a%00b',
      '%',
      '%zz',
      '%c0%af',
      '%ed%a0%80',
      '%ff',
      '%2e%2e%2f',
      '%2F',
      '..',
      '.',
      '%252e',
      '%40me',
      '@me',
    ],
    ...[
      'a%0d%0ab',
      '%20',
      '+',
      '*',
      '%2A',
      "'%20or%201=1--",
      '%7B%7D',
      '%5B%5D',
      '-1',
      '0',
      '1e9',
      'null',
      'undefined',
    ],
    ...['99999999999999999999', 'true', '__proto__', 'constructor', '%F0%9F%92%A9', 'x'.repeat(600), 'x'.repeat(4_000)],
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((value) => encodeText(value)),
  fc.stringMatching(/^[%abAB012?&=/.;@]{1,20}$/),
);

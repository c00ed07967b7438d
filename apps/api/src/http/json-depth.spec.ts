import { nestsDeeperThan } from './json-depth';

const deeper = (limit: number, json: string) => nestsDeeperThan(limit, Buffer.from(json));

describe('nestsDeeperThan', () => {
  it.each<[string, number, boolean]>([
    ['{}', 1, false],
    ['[[]]', 1, true],
    ['[[],[],[]]', 2, false],
    ['{"a":{"b":[1]}}', 3, false],
    ['{"a":{"b":[1]}}', 2, true],
    ['"[[[["', 0, false],
    ['["\\"[[[["]', 1, false],
    ['["\\\\",["x"]]', 1, true],
    ['', 0, false],
  ])('%s is deeper than %d: %s', (json, limit, expected) => expect(deeper(limit, json)).toBe(expected));

  it('stops at the first level too many', () => {
    expect(deeper(64, '['.repeat(1_000_000))).toBe(true);
  });
});

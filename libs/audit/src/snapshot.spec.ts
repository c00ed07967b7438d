import fc from 'fast-check';
import { MASK } from './mask-secrets';
import { boundedText, snapshot } from './snapshot';

const SECRET = 'hunter2-hunter2';
const parsed = (state: object): unknown => JSON.parse(snapshot(state));

describe('snapshot', () => {
  it('masks secrets at any depth, in lists, maps and fields', () => {
    const state = {
      login: 'ada',
      password: SECRET,
      previousPassword: null,
      nested: [{ oauth: { ACCESS_TOKEN: SECRET } }, new Map([['apiKey', SECRET]])],
      fields: [
        { fieldId: 'user', secure: false, value: 'ada' },
        { fieldId: 'key', secure: true, value: SECRET },
      ],
      secrets: { anything: [SECRET] },
    };
    expect(parsed(state)).toEqual({
      login: 'ada',
      password: MASK,
      previousPassword: null,
      nested: [{ oauth: { ACCESS_TOKEN: MASK } }, { apiKey: MASK }],
      fields: [
        { fieldId: 'user', secure: false, value: 'ada' },
        { fieldId: 'key', secure: true, value: MASK },
      ],
      secrets: MASK,
    });
    expect(snapshot(state)).not.toContain(SECRET);
  });

  it('never lets a secret through, whatever surrounds it', () => {
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.record({ password: fc.constant(SECRET), other: fc.string() }),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(fc.property(tree, (node) => !snapshot({ node }).includes(SECRET)));
  });

  it('writes dates, bytes and large integers readably', () => {
    const state = { at: new Date(0), never: new Date(NaN), body: Buffer.alloc(9), big: 2n ** 64n, set: new Set([1]) };
    expect(parsed(state)).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      never: null,
      body: '(9 bytes)',
      big: '18446744073709551616',
      set: [1],
    });
  });

  it('survives cycles and depth', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    expect(parsed(loop)).toEqual({ name: 'loop', self: '…' });
    let deep: object = {};
    for (let level = 0; level < 10_000; level += 1) deep = { deep };
    expect(snapshot(deep).length).toBeLessThan(200);
  });

  it('cuts long texts and lists', () => {
    expect(parsed({ text: 'x'.repeat(2_000), list: Array.from({ length: 150 }, () => 1) })).toEqual({
      text: `${'x'.repeat(1_024)}… (+976)`,
      list: [...Array.from({ length: 100 }, () => 1), '… (+50)'],
    });
  });

  it('keeps only the keys of what is still too large, quickly', () => {
    const leaf = Array.from({ length: 100 }, () => 'x'.repeat(2_000));
    const huge = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => leaf));
    expect(parsed({ id: 'c1', huge })).toEqual({ truncated: true, bytes: expect.any(Number), keys: ['id', 'huge'] });
  });

  it('is bounded and storable for any input', () => {
    fc.assert(
      fc.property(
        fc.object({ maxDepth: 12, withBigInt: true, withDate: true, withMap: true, withSet: true }),
        (state) => {
          const json = snapshot(state);
          expect(Buffer.byteLength(json)).toBeLessThanOrEqual(16_384);
          expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        },
      ),
    );
  });
});

describe('boundedText', () => {
  it('replaces what PostgreSQL refuses and never splits a pair', () => {
    expect(boundedText('a\0b\ud800c😀')).toBe('a\uFFFDb\uFFFDc😀');
    expect(boundedText('ab😀', 3)).toBe('ab… (+2)');
  });
});

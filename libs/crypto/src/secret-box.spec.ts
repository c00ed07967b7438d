import fc from 'fast-check';
import { MasterKey } from './master-key';
import { SecretBox, SecretContext } from './secret-box';

const OLD = Buffer.alloc(32, 1);
const NEW = Buffer.alloc(32, 2);
const CONTEXT: SecretContext = { table: 'credentials', record: 'c1', field: 'password' };

const unreadable = expect.objectContaining({ code: 'crypto.unreadable', status: 500 });
const unicode = fc.string({ unit: 'binary' });
const contexts = fc.record({ table: fc.string(), record: fc.string(), field: fc.string() });

describe('SecretBox', () => {
  const box = SecretBox.fromMasterKey(OLD);

  it('round-trips any Unicode text in any context', () => {
    fc.assert(
      fc.property(unicode, contexts, (text, context) => {
        const sealed = box.seal(text, context);
        expect(SecretBox.isSealed(sealed)).toBe(true);
        expect(box.openText(sealed, context)).toBe(text);
      }),
    );
  });

  it('round-trips any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(box.open(box.seal(Buffer.from(bytes), CONTEXT), CONTEXT)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('never opens in another context', () => {
    fc.assert(
      fc.property(unicode, contexts, contexts, (text, context, other) => {
        fc.pre(JSON.stringify(context) !== JSON.stringify(other));
        const sealed = box.seal(text, context);
        expect(() => box.open(sealed, other)).toThrow(unreadable);
        expect(() => box.rewrap(sealed, other)).toThrow(unreadable);
      }),
    );
  });

  it('keeps the parts of a context apart', () => {
    const sealed = box.seal('x', { table: 'a', record: 'b|c', field: 'd' });
    expect(() => box.open(sealed, { table: 'a|b', record: 'c', field: 'd' })).toThrow(unreadable);
  });

  it('refuses every single flipped bit', () => {
    const sealed = Buffer.from(box.seal('hunter2', CONTEXT));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => box.open(flipped.toString('latin1'), CONTEXT)).toThrow(unreadable);
    }
  });

  it('refuses every truncation and every extension', () => {
    const sealed = box.seal('hunter2', CONTEXT);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => box.open(sealed.slice(0, length), CONTEXT)).toThrow(unreadable);
    }
    for (const tail of ['A', 'AAAA', '=', '.', '\n'])
      expect(() => box.open(sealed + tail, CONTEXT)).toThrow(unreadable);
  });

  it('never repeats itself', () => {
    expect(box.seal('x', CONTEXT)).not.toBe(box.seal('x', CONTEXT));
  });

  it('refuses another master key and a data key moved between records', () => {
    const sealed = box.seal('x', CONTEXT);
    const [format, version, key] = sealed.split('.');
    const body = box.seal('y', CONTEXT).split('.')[3];
    expect(() => SecretBox.fromMasterKey(NEW).open(sealed, CONTEXT)).toThrow(unreadable);
    expect(() => box.open([format, version, key, body].join('.'), CONTEXT)).toThrow(unreadable);
  });
});

describe('SecretBox with several master keys', () => {
  const before = SecretBox.fromMasterKey(OLD, 1);
  const during = new SecretBox(
    MasterKey.ofVersions([
      [1, OLD],
      [2, NEW],
    ]),
  );
  const after = SecretBox.fromMasterKey(NEW, 2);

  it('re-wraps to the newest version without touching the ciphertext', () => {
    const sealed = before.seal('läßt', CONTEXT);
    expect(during.openText(sealed, CONTEXT)).toBe('läßt');
    expect(during.isCurrent(sealed)).toBe(false);

    const rewrapped = during.rewrap(sealed, CONTEXT);
    expect(during.isCurrent(rewrapped)).toBe(true);
    expect(rewrapped.split('.')[3]).toBe(sealed.split('.')[3]);
    expect(after.openText(rewrapped, CONTEXT)).toBe('läßt');
    expect(() => after.open(sealed, CONTEXT)).toThrow(unreadable);
  });

  it('answers current text unchanged, but only when it is readable', () => {
    const sealed = during.seal('x', CONTEXT);
    expect(during.rewrap(sealed, CONTEXT)).toBe(sealed);
    expect(() => during.rewrap(sealed, { ...CONTEXT, field: 'other' })).toThrow(unreadable);
  });
});

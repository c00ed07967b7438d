import { assertMoniker, monikerFor } from './moniker';

const MONIKER = /^[a-z0-9][a-z0-9_-]{0,62}$/;

describe('monikerFor', () => {
  const free = () => false;

  it.each([
    ['Night shift', 'night-shift'],
    ['  Über-Administrator! ', 'uber-administrator'],
    ['Level 2', 'level-2'],
    ['管理者', 'role'],
    ['Nodes', 'nodes-2'],
    ['ckx0000000000000000000001', 'ckx0000000000000000000001-2'],
  ])('makes %s into %s', (title, moniker) => {
    expect(monikerFor(title, free)).toBe(moniker);
  });

  it('numbers titles whose moniker is taken', () => {
    const taken = new Set(['auditor', 'auditor-2']);
    expect(monikerFor('Auditor', (moniker) => taken.has(moniker))).toBe('auditor-3');
  });

  it('stays within the length of a moniker, number included', () => {
    const title = 'x'.repeat(120);
    const first = monikerFor(title, free);
    const second = monikerFor(title, (moniker) => moniker === first);
    expect(first).toMatch(MONIKER);
    expect(second).toMatch(MONIKER);
    expect(second).toMatch(/-2$/);
  });
});

describe('assertMoniker', () => {
  it('refuses reserved words and the shape of an id', () => {
    expect(() => assertMoniker('nodes')).toThrow();
    expect(() => assertMoniker('ckx0000000000000000000001')).toThrow();
    expect(() => assertMoniker('night-shift')).not.toThrow();
  });
});

import { GENESIS, linkHash } from './chain';
import type { SealedRow } from './chain';

const row: SealedRow = {
  seq: '7',
  at: '2026-01-02T03:04:05.006Z',
  actor_id: 'u1',
  actor_login: 'ada',
  surface: 'optima',
  action: 'role.create',
  target_type: 'role',
  target_id: 'c1',
  target_name: 'Ops',
  message: 'Created role "Ops"',
  level: 'info',
  before: null,
  after: '{"title": "Ops"}',
  request_id: 'r1',
  address: '192.0.2.1',
};

const hex = (changes: Partial<SealedRow> = {}, position = 1, previous = GENESIS) =>
  linkHash(previous, position, { ...row, ...changes }).toString('hex');

describe('linkHash', () => {
  it('does not change between releases', () => {
    expect(hex()).toBe('046c4980e8e8cad00f24cf56bf44fb995e7ac7e8ef458dd26780028bc1fe178f');
  });

  it.each(Object.keys(row))('covers %s', (column) => {
    expect(hex({ [column]: 'changed' })).not.toBe(hex());
  });

  it('covers the position and the link before', () => {
    expect(hex({}, 2)).not.toBe(hex());
    expect(hex({}, 1, Buffer.alloc(32))).not.toBe(hex());
  });

  it('tells null from text and neighbouring columns apart', () => {
    expect(hex({ actor_id: null })).not.toBe(hex({ actor_id: 'null' }));
    expect(hex({ target_type: 'a","b', target_id: 'c' })).not.toBe(hex({ target_type: 'a', target_id: 'b","c' }));
  });
});

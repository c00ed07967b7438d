import { PermissionSet } from '@app/kernel';
import { list, one, page } from '../routing/shape';
import { gateValue } from './gate';

class Door {
  id: string;
}
const gate = { scope: 'obj.door', fields: ['id', 'name', 'pin'] };
const door = { id: '1', name: 'Front', pin: '1234', hinges: 3 };
const nobody = PermissionSet.none;
const reader = new PermissionSet(['obj.door.id', 'obj.door.name']);

describe('gateValue', () => {
  it('removes the keys that are not held', () => {
    expect(gateValue(door, one(Door), gate, reader)).toEqual({ id: '1', name: 'Front' });
  });

  it('leaves an empty object for whoever holds no field', () => {
    expect(gateValue([door, door], list(Door), gate, nobody)).toEqual([{}, {}]);
  });

  it('hands out everything to whoever holds the scope', () => {
    expect(gateValue(door, one(Door), gate, new PermissionSet(['obj.door.*']))).toBe(door);
  });

  it('keeps id and the written keys of a write, and nothing that no gate names', () => {
    expect(gateValue(door, one(Door), gate, nobody, ['id', 'pin', 'hinges'])).toEqual({ id: '1', pin: '1234' });
  });

  it('gates the items of a page and leaves its facts', () => {
    const value = { items: [door], total: 1, page: 1, size: 30 };
    expect(gateValue(value, page(Door), gate, reader)).toEqual({ ...value, items: [{ id: '1', name: 'Front' }] });
  });

  it('does not invent keys that the value lacks', () => {
    expect(gateValue({ id: '1' }, one(Door), gate, reader)).toEqual({ id: '1' });
  });
});

import { defineFieldGate, definePermissions } from './define-permissions';
import { permissionCatalog } from './permission-catalog';

const category = { key: 'door', name: 'Doors', description: 'Doors and their locks' };

describe('definePermissions', () => {
  const Door = definePermissions('door', category, {
    read: { description: 'See a door' },
    readOther: { node: 'read.other', description: "See other people's doors" },
  });

  it('names nodes by prefix and key, or by the given node', () => {
    expect(Door.read.id).toBe('door.read');
    expect(Door.readOther.id).toBe('door.read.other');
    expect(permissionCatalog.get('door.read.other')).toBe(Door.readOther);
  });

  it('hands out frozen nodes', () => {
    expect(Object.isFrozen(Door)).toBe(true);
    expect(Object.isFrozen(Door.read)).toBe(true);
  });

  it('refuses a node that exists', () => {
    expect(() => definePermissions('door', category, { read: { description: 'again' } })).toThrow('defined twice');
  });

  it('registers one node per gated field, in order', () => {
    const gate = defineFieldGate('obj.door', category, ['id', 'pin']);
    expect(gate.fields).toEqual(['id', 'pin']);
    expect(permissionCatalog.fields('obj.door')).toEqual(['id', 'pin']);
    expect(permissionCatalog.get('obj.door.pin')?.scope).toBe('obj.door');
  });

  it('knows no gate that nobody registered', () => {
    expect(() => permissionCatalog.fields('obj.window')).toThrow('not registered');
  });
});

import { PermissionSet, type PermissionNode } from '@app/kernel';
import { holderRooms, isPatternRoom, patternRoom } from './ecoflow.rooms';

const node = (id: string): PermissionNode => ({ id, category: 'test', description: id, dependencies: [] });

const patterns = ['*', 'a', 'a.*', 'a.b', 'a.b.*', 'a.b.c', 'a.b.c.*', 'a.bc', 'b.*', 'a.b.cd'];
const nodes = ['a', 'a.b', 'a.b.c', 'a.bc', 'b', 'b.a'];

describe('holderRooms', () => {
  it.each(nodes)('reaches exactly the patterns that grant %s', (id) => {
    const rooms = holderRooms('panel', node(id));

    const reached = patterns.filter((pattern) => rooms.includes(patternRoom('panel', pattern)));

    expect(reached).toEqual(patterns.filter((pattern) => new PermissionSet([pattern]).has(id)));
  });

  it('keeps topics apart', () => {
    const rooms = holderRooms('auditLog', node('a.b'));

    expect(rooms.map((room) => [isPatternRoom('auditLog', room), isPatternRoom('panel', room)])).toEqual(
      rooms.map(() => [true, false]),
    );
  });
});

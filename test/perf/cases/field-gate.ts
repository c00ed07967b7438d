import { gateValue, listOrPage } from '@app/contract';
import { PermissionSet, type Page } from '@app/kernel';
import { UserDto, userGate, UserPermission } from '../../../apps/api/src/modules/identity/users';
import type { Figure } from '../figures';
import { median } from '../measure/statistics';
import type { Form } from '../setup/form';
import { READER_NODES } from '../setup/seed';

const ROWS = 30;
const PAGES_PER_ROUND = 20_000;

const row = (index: number): UserDto => ({
  id: `cperf${index}`,
  name: 'Ada Carlson',
  email: 'ada@example.test',
  login: `member${index}`,
  image: null,
  roles: ['team-1', 'team-2'],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
});

/** The check of a route's nodes and the gate of its page, as they are checked and applied on every request. */
export function fieldGate({ gateRounds }: Form): Figure[] {
  const set = new PermissionSet(READER_NODES);
  const shape = listOrPage(UserDto);
  const nodes = [UserPermission.readOther.id, UserPermission.listOther.id];
  const page: Page<UserDto> = {
    items: Array.from({ length: ROWS }, (_, index) => row(index)),
    total: 2_500,
    page: 2,
    size: ROWS,
  };
  const rounds = Array.from({ length: gateRounds }, () => {
    const { user } = process.cpuUsage();
    for (let index = 0; index < PAGES_PER_ROUND; index += 1) {
      if (!set.covers(nodes)) throw new Error('The reader may not read');
      gateValue(page, shape, userGate, set);
    }
    return (process.cpuUsage().user - user) / PAGES_PER_ROUND;
  });
  return [
    { what: 'permission check and gate of 30 rows: CPU', value: median(rounds), unit: 'us', atMost: 20, never: 60 },
  ];
}

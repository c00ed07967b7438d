import type { Figure } from '../figures';
import { USER_LIST } from '../measure/machine-speed';
import { withToken } from '../measure/request';
import { assertSameAnswer } from '../measure/same-answer';
import { compare } from '../measure/server-cost';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { signIn } from '../setup/sign-in';

/** Thirty of ten thousand users: filter, order, total, token check, permission nodes and field gate. */
export async function userList(bench: Bench, form: Form): Promise<Figure[]> {
  const product = await bench.startProduct();
  const floor = await bench.startFloor();
  const request = withToken(USER_LIST, await signIn(product.url));
  await assertSameAnswer(floor, product, request);
  const [floorCost, cost] = await compare([floor, product], bench.backends, request, form.compared);
  await Promise.all([bench.stop(product), bench.stop(floor)]);
  if (!floorCost || !cost) return [];
  return [
    { what: 'list of users: floor, server CPU', value: floorCost.cpuMs, unit: 'ms' },
    { what: 'list of users: product, server CPU', value: cost.cpuMs, unit: 'ms', atMost: 0.45, speedOf: 'request' },
    { what: 'list of users: product / floor', value: cost.cpuMs / floorCost.cpuMs, unit: 'x', atMost: 2.2, never: 4 },
    { what: 'list of users: PostgreSQL CPU (floor)', value: floorCost.databaseMs, unit: 'ms' },
    { what: 'list of users: PostgreSQL CPU (product)', value: cost.databaseMs, unit: 'ms' },
    { what: 'list of users: answers per second (floor)', value: floorCost.perSecond, unit: '/s' },
    { what: 'list of users: answers per second (product)', value: cost.perSecond, unit: '/s' },
  ];
}

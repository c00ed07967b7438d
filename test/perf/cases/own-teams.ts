import type { Figure } from '../figures';
import { withToken } from '../measure/request';
import { compare } from '../measure/server-cost';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { createPersonalToken, signIn } from '../setup/sign-in';

/** The teams of a personal access token's owner: hash look-up, expiry, last use. */
export async function ownTeams(bench: Bench, form: Form): Promise<Figure[]> {
  const product = await bench.startProduct();
  const token = await createPersonalToken(product.url, await signIn(product.url));
  const request = withToken('/api/v1/user/teams', token);
  const floor = await bench.startFloor();
  const [floorCost, cost] = await compare([floor, product], bench.backends, request, form.compared);
  await Promise.all([bench.stop(product), bench.stop(floor)]);
  if (!floorCost || !cost) return [];
  return [
    { what: 'own teams by personal token: floor, server CPU', value: floorCost.cpuMs, unit: 'ms' },
    {
      what: 'own teams by personal token: product, server CPU',
      value: cost.cpuMs,
      unit: 'ms',
      atMost: 0.4,
      speedOf: 'request',
    },
    { what: 'own teams by personal token: product / floor', value: cost.cpuMs / floorCost.cpuMs, unit: 'x', never: 5 },
    { what: 'own teams by personal token: PostgreSQL CPU', value: cost.databaseMs, unit: 'ms' },
    { what: 'own teams by personal token: answers per second', value: cost.perSecond, unit: '/s' },
  ];
}

import { newId } from '@app/kernel';
import type { Figure } from '../figures';
import { assertSameAnswer } from '../measure/same-answer';
import { withToken } from '../measure/request';
import { compare } from '../measure/server-cost';
import type { Bench } from '../setup/bench';
import { addCredentials } from '../setup/credentials';
import type { Form } from '../setup/form';
import { signIn } from '../setup/sign-in';

const AMOUNT = 200;

/** The two hundred credentials of a company, gated, and one secure value read with its row of the audit log. */
export async function credentials(bench: Bench, form: Form): Promise<Figure[]> {
  const product = await bench.startProduct();
  const floor = await bench.startFloor();
  const token = await signIn(product.url);
  const companyId = newId();
  await bench.client.query('insert into companies (id, name) values ($1, $2)', [companyId, 'Perf Corp']);
  const [first = ''] = await addCredentials(product.url, token, companyId, AMOUNT);

  const list = withToken(`/v1/credential/credentials/company/${companyId}`, token);
  const bytes = (await assertSameAnswer(floor, product, list)).length;
  const [floorCost, cost] = await compare([floor, product], bench.backends, list, form.compared);
  const reveal = withToken(`/v1/credential/credentials/${first}/secure-values/password`, token);
  const [revealCost] = await compare([product], bench.backends, reveal, form.compared);
  await Promise.all([bench.stop(product), bench.stop(floor)]);
  if (!floorCost || !cost || !revealCost) return [];

  const what = `${AMOUNT} credentials of a company`;
  return [
    { what: `${what}: bytes`, value: bytes, unit: '' },
    { what: `${what}: floor, server CPU`, value: floorCost.cpuMs, unit: 'ms' },
    { what: `${what}: product, server CPU`, value: cost.cpuMs, unit: 'ms', atMost: 1.5, speedOf: 'request' },
    { what: `${what}: product / floor`, value: cost.cpuMs / floorCost.cpuMs, unit: 'x', atMost: 2, never: 3 },
    { what: `${what}: PostgreSQL CPU`, value: cost.databaseMs, unit: 'ms' },
    { what: 'one secure value read: server CPU', value: revealCost.cpuMs, unit: 'ms', atMost: 1, speedOf: 'request' },
    { what: 'one secure value read: PostgreSQL CPU', value: revealCost.databaseMs, unit: 'ms' },
    // Eight hundred a second.
    {
      what: 'one secure value read: time per answer, in turn',
      value: 1000 / revealCost.perSecond,
      unit: 'ms',
      atMost: 1.25,
      speedOf: 'request',
    },
  ];
}

import type { Figure } from '../figures';
import { flood } from '../measure/flood';
import { withToken } from '../measure/request';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { createPersonalToken, signIn } from '../setup/sign-in';

/** V8 moves by this much between two looks although nothing is kept. */
const NOISE_MB = 10;

/** Resident memory of the API process, half of the requests with a session and half with a personal token. */
export async function memory(bench: Bench, { memory: extent }: Form): Promise<Figure[]> {
  if (!extent) return [];
  const product = await bench.startProduct();
  const session = await signIn(product.url);
  const requests = [
    withToken('/v1/user/@me', session),
    withToken('/api/v1/user/teams', await createPersonalToken(product.url, session)),
  ];
  const looks: number[] = [];
  for (let look = 0; look < extent.looks; look += 1) {
    for (const request of requests) await flood(product.url, request, extent.requests / requests.length);
    looks.push(await product.residentMb());
  }
  await bench.stop(product);
  const [early = 0] = looks;
  const late = looks.at(-1) ?? 0;
  const later = ((extent.looks - 1) * extent.requests).toLocaleString('en');
  return [
    {
      what: `resident memory after ${extent.requests.toLocaleString('en')} requests`,
      value: early,
      unit: 'MB',
      atMost: 250,
    },
    {
      what: `resident memory: growth over ${later} more`,
      value: Math.max(0, late - early),
      unit: 'MB',
      atMost: NOISE_MB,
    },
  ];
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../figures';
import type { MachineSpeed } from '../measure/machine-speed';
import { burst, pace, type Timed } from '../measure/pace';
import { probe } from '../measure/probe';
import { withToken, type BenchRequest } from '../measure/request';
import { p99Of } from '../measure/statistics';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { signIn, signInRequest } from '../setup/sign-in';

const LOGINS_PER_SECOND = 50;
const PROBES_PER_SECOND = 100;
const BURST = 500;
/** Until the probes are under way. */
const HEAD_START_MS = 1_000;

const live: BenchRequest = { path: '/health/live', headers: {} };

const countOf = (answers: readonly Timed[], ...statuses: number[]): number =>
  answers.filter(({ status }) => statuses.includes(status)).length;

/**
 * Hashing passwords must not hold up anybody else: at a steady rate, and when everybody signs in at once. The rate is
 * what 50 a second are to the machine of the goal: the same share of the processors.
 */
export async function logins(
  bench: Bench,
  { loginSeconds: seconds }: Form,
  { computing }: MachineSpeed,
): Promise<Figure[]> {
  const rate = Math.round(LOGINS_PER_SECOND / computing);
  const steadily = `${rate} logins/s (${LOGINS_PER_SECOND} at the reference's speed)`;
  const product = await bench.startProduct();
  const { url } = product;
  const profile = withToken('/v1/user/@me', await signIn(url));
  const probing = (request: BenchRequest) => probe({ url, request, rate: PROBES_PER_SECOND, seconds });
  await pace(url, signInRequest, Math.ceil(rate / 2), 2);

  const liveCalm = await probing(live);
  const profileCalm = await probing(profile);
  const steady = probing(live);
  const signedIn = await pace(url, signInRequest, rate, seconds);
  const liveSteady = await steady;
  const rushed = Promise.all([probing(live), probing(profile)]);
  await delay(HEAD_START_MS);
  const rush = await burst(
    url,
    Array.from({ length: BURST }, () => signInRequest),
  );
  const [liveRushed, profileRushed] = await rushed;
  await bench.stop(product);

  const others = [...liveRushed, ...profileRushed];
  return [
    { what: 'no logins: p99 of /health/live', value: p99Of(liveCalm), unit: 'ms' },
    { what: 'no logins: p99 of the own account', value: p99Of(profileCalm), unit: 'ms' },
    { what: `${steadily}: refused`, value: signedIn.length - countOf(signedIn, 200), unit: '', atMost: 0 },
    { what: `${steadily}: p99 of a login`, value: p99Of(signedIn), unit: 'ms' },
    { what: `${steadily}: p99 of /health/live`, value: p99Of(liveSteady), unit: 'ms', atMost: 15 },
    { what: '500 logins at once: signed in', value: countOf(rush, 200), unit: '' },
    { what: '500 logins at once: refused with 503', value: countOf(rush, 503), unit: '' },
    {
      what: '500 logins at once: other answers',
      value: BURST - countOf(rush, 200, 503),
      unit: '',
      atMost: 0,
      never: 0,
    },
    {
      what: '500 logins at once: failures of other requests',
      value: others.length - countOf(others, 200),
      unit: '',
      atMost: 0,
      never: 0,
    },
    { what: '500 logins at once: p99 of /health/live', value: p99Of(liveRushed), unit: 'ms' },
    { what: '500 logins at once: p99 of the own account', value: p99Of(profileRushed), unit: 'ms' },
  ];
}

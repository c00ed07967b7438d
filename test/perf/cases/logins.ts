import type { Figure } from '../figures';
import { burst, pace, type Timed } from '../measure/pace';
import { withToken, type BenchRequest } from '../measure/request';
import { percentile } from '../measure/statistics';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { signIn, signInRequest } from '../setup/sign-in';

const LOGINS_PER_SECOND = 50;
const PROBES_PER_SECOND = 100;
const BURST = 500;

const live: BenchRequest = { path: '/health/live', headers: {} };

const p99 = (answers: readonly Timed[]): number =>
  percentile(
    answers.map(({ ms }) => ms),
    0.99,
  );

const countOf = (answers: readonly Timed[], ...statuses: number[]): number =>
  answers.filter(({ status }) => statuses.includes(status)).length;

/** Hashing passwords must not hold up anybody else: at a steady rate, and when everybody signs in at once. */
export async function logins(bench: Bench, { loginSeconds }: Form): Promise<Figure[]> {
  const product = await bench.startProduct();
  const profile = withToken('/v1/user/@me', await signIn(product.url));
  await pace(product.url, signInRequest, LOGINS_PER_SECOND, 2);

  const [signedIn, probes] = await Promise.all([
    pace(product.url, signInRequest, LOGINS_PER_SECOND, loginSeconds),
    pace(product.url, live, PROBES_PER_SECOND, loginSeconds),
  ]);
  const calm = await pace(product.url, profile, PROBES_PER_SECOND, loginSeconds);
  const [rush, during, liveDuring] = await Promise.all([
    burst(product.url, signInRequest, BURST),
    pace(product.url, profile, PROBES_PER_SECOND, loginSeconds),
    pace(product.url, live, PROBES_PER_SECOND, loginSeconds),
  ]);
  await bench.stop(product);

  return [
    { what: '50 logins/s: refused', value: signedIn.length - countOf(signedIn, 200), unit: '', atMost: 0 },
    { what: '50 logins/s: p99 of a login', value: p99(signedIn), unit: 'ms' },
    { what: '50 logins/s: p99 of /health/live', value: p99(probes), unit: 'ms', atMost: 15 },
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
      value: during.length - countOf(during, 200),
      unit: '',
      atMost: 0,
      never: 0,
    },
    { what: '500 logins at once: p99 of /health/live', value: p99(liveDuring), unit: 'ms' },
    { what: '500 logins at once: p99 of the own account', value: p99(during), unit: 'ms' },
    { what: 'no logins: p99 of the own account', value: p99(calm), unit: 'ms' },
  ];
}

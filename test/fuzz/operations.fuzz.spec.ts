import fc from 'fast-check';
import { contracts, type Operation } from '../support/agent';
import { startTestApp, type TestApp, type TestUser } from '../support/app';
import { operationName, problemsOf, sendRaw, type RawRequest } from '../support/inputs';
import { hostileRequests } from './hostile-requests';

/** `npm run fuzz:long` sets FUZZ_RUNS, and takes another seed each time. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 12);
const IS_LONG = process.env.FUZZ_RUNS !== undefined;
const SEED = Number(process.env.FUZZ_SEED ?? (IS_LONG ? Date.now() % 2 ** 31 : 20_260_217));
const TIMEOUT_MS = IS_LONG ? RUNS * 2_000 : 60_000;

/** These ask another server, and say so when it does not answer. */
const UPSTREAM_STATUSES: Readonly<Record<string, readonly number[]>> = {
  optimaAuthUri: [502, 503],
  optimaAuthRedirect: [502, 503],
  optimaAuthConfirm: [502, 503],
  optimaOpportunitiesRefresh: [503],
  optimaUnifiSitesSync: [503],
  optimaUnifiSitesCreate: [503],
};

const TEXT_MESSAGE_LIMIT = 2_000;

let app: TestApp;
let caller: TestUser;

beforeAll(async () => {
  app = await startTestApp();
  await app.user(['*']);
});

afterAll(() => app.stop());

const operations = contracts().table.operations.map((operation): [string, Operation] => [
  operationName(operation),
  operation,
]);

/** Why an answer is not acceptable; empty when it is. */
function complaints(operation: Operation, request: RawRequest, answer: Awaited<ReturnType<typeof sendRaw>>): string[] {
  const excused = UPSTREAM_STATUSES[operation.definition.operationId as string] ?? [];
  const failed = answer.status >= 500 && !excused.includes(answer.status);
  return [...(failed ? [`status ${answer.status}`] : []), ...problemsOf(request, answer)];
}

/** Sends it as a user who may do anything; whoever signed himself out or changed his password is replaced. */
async function send(request: RawRequest): Promise<Awaited<ReturnType<typeof sendRaw>>> {
  const attempt = () =>
    sendRaw(app.url, { ...request, headers: { ...request.headers, authorization: `Bearer ${caller.token}` } });
  const answer = await attempt();
  if (answer.status !== 401) return answer;
  caller = await app.user(['*']);
  return attempt();
}

it.each(operations)(
  '%s answers anything with a documented status in the right shape',
  async (_name, operation) => {
    caller = await app.user(['*']);
    const property = fc.asyncProperty(hostileRequests(operation), async (request) => {
      const answer = await send(request);
      const found = complaints(operation, request, answer);
      if (found.length === 0) return;
      const told = app.log.filter((line) => line.includes(`"requestId":"${String(answer.headers['x-request-id'])}"`));
      throw new Error([...found, answer.text, ...told].join('\n').slice(0, TEXT_MESSAGE_LIMIT));
    });
    await fc.assert(property, {
      seed: SEED,
      numRuns: RUNS,
      interruptAfterTimeLimit: TIMEOUT_MS,
      endOnFailure: !IS_LONG,
    });
  },
  TIMEOUT_MS + 10_000,
);

it('is still ready after all that', async () => {
  const { status } = await sendRaw(app.url, { method: 'GET', path: '/health/ready' });
  expect(status).toBe(200);
});

import * as cw from '../../../../apps/api/src/modules/crm/connectwise';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { connectTo, type ConnectWiseFixture, startSimulator } from '../../../support/connectwise';

export interface FailingConnectWise {
  server: RunningConnectWise;
  fixture: ConnectWiseFixture;
  /** A read by somebody in front of a screen. */
  readonly read: () => Promise<number>;
}

/** One simulator for the tests of a file. Each test has a client that knows the release, and ends with its faults. */
export function failingConnectWise(): FailingConnectWise {
  const at = { read: () => at.fixture.client.count(cw.locations) } as FailingConnectWise;

  beforeAll(async () => {
    at.server = await startSimulator({ catalogItems: 10 });
  });

  afterAll(() => at.server.close());

  beforeEach(async () => {
    at.fixture = connectTo(at.server);
    await at.read();
    at.fixture.seen();
  });

  afterEach(async () => {
    at.server.faults.clear();
    await at.fixture.close();
  });

  return at;
}

/** What a call fails with. */
export const code = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'answered',
    (error: unknown) => String((error as { code?: string }).code ?? error),
  );

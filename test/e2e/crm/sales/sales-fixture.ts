import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { make } from '../../../support/make';
import { runSync, type SyncRun } from '../../../support/syncs';

export interface Answer<Data> {
  readonly status: number;
  readonly message: string;
  readonly data: Data;
  readonly error?: string;
  readonly errors?: { path: (string | number)[]; message: string }[];
}

export interface SalesFixture {
  readonly app: TestApp;
  readonly server: RunningConnectWise;
  readonly admin: TestUser;
  /** Syncs the opportunities. */
  sync(mode?: 'full' | 'incremental'): Promise<SyncRun>;
  /** Calls to the API of ConnectWise since the last call of this: method, and path below its base. */
  seen(): string[];
  stop(): Promise<void>;
}

export const PATH = '/v1/sales/opportunities';

type Row = Readonly<Record<string, unknown>> & { readonly id: number };

/** The product beside a simulated ConnectWise. */
export async function startSales(options: Parameters<typeof startSimulator>[0] = {}): Promise<SalesFixture> {
  const server = await startSimulator({ companies: 40, contacts: 160, opportunities: 60, ...options });
  const app = await startTestApp(environmentOf(server));
  const admin = await app.actor('*');
  const { requests } = server.simulation;
  return {
    ...{ app, server, admin },
    sync: (mode = 'full') => runSync(app, admin, 'opportunities', { mode }),
    seen: () =>
      requests
        .splice(0)
        .filter(({ url }) => url.includes('/apis/3.0/'))
        .map(({ method, url }) => `${method} ${url.replace(/^.*\/apis\/3\.0\//, '')}`),
    async stop() {
      await app.stop();
      // A test may have closed it.
      await server.close().catch(() => undefined);
    },
  };
}

export const rowsOf = (server: RunningConnectWise, resource: string): Row[] => [
  ...(server.simulation.world.collections.find((each) => each.resource === resource)?.store.after(0) ?? []),
];

/** Makes customers of companies of ConnectWise known here. */
export async function linkCompanies(app: TestApp, companies: readonly Row[]): Promise<void> {
  for (const { id, name, identifier } of companies) {
    await make.company(app, { name: String(name), cwCompanyId: id, cwIdentifier: String(identifier) });
  }
}

/** A user who is linked to a member of ConnectWise. */
export async function memberUser(app: TestApp, identifier: string, ...nodes: string[]): Promise<TestUser> {
  const user = await app.actor(...nodes);
  await app.sql('update users set cw_identifier = $2 where id = $1', [user.id, identifier]);
  return user;
}

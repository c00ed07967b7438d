import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '@app/database';
import { Client } from 'pg';
import { Backends } from '../measure/backends';
import { ServerProcess, type ServerCommand } from '../processes/server-process';
import { BEARER as BEARER_OF_SESSION } from '../../../apps/api/src/modules/identity/sessions/sessions.repository';
import { OF_USER } from '../../../apps/api/src/modules/identity/teams/teams.repository';
import { BEARER as BEARER_OF_TOKEN } from '../../../apps/api/src/modules/identity/tokens/tokens.repository';
import { OF_COMPANY } from '../../../apps/api/src/modules/vault/credentials/credential-statements';
import { companyGate } from '../../../apps/api/src/modules/crm/companies';
import { listingOf, type CatalogPath } from '../../../apps/api/src/modules/crm/procurement/catalog-list-statements';
import { catalogItemGate } from '../../../apps/api/src/modules/crm/procurement';
import { LIST_WITH_COMPANIES } from '../../../apps/api/src/modules/network/unifi/sites/site-statements';
import { unifiSiteGate } from '../../../apps/api/src/modules/network/unifi/unifi.permissions';
import { credentialGate } from '../../../apps/api/src/modules/vault/credential-store';
import { credentialTypeGate } from '../../../apps/api/src/modules/vault/credential-types';
import { LISTS } from '../../../apps/api/src/modules/identity/users/user-statements';
import type { FloorSettings } from '../floor/settings';
import { READER_FIELDS, seed } from './seed';

/**
 * As `npm start` and `npm run start:prod` set them. What a request leaves behind is small and dead within milliseconds: a
 * larger young generation is collected less often at the same price each time. Helper threads would wait for processors
 * that PostgreSQL has, and the request for them.
 */
const NODE_FLAGS = ['--max-semi-space-size=8', '--no-parallel-scavenge', '--max-old-space-size=256'];
/** Of dist/, where the compiled files lie as the sources do. */
const BUILD = resolve(__dirname, '../../..');
const POOL_SIZE = 20;

const pageOf = (path: CatalogPath) => listingOf(path, true).page;
const countOf = (path: CatalogPath) => listingOf(path, true).count;

/** A database of its own with its server, and the processes that are measured on it. */
export class Bench {
  private readonly running: ServerProcess[] = [];
  private readonly masterKeys = [randomBytes(32).toString('base64')];
  private closing?: Promise<void>;

  private constructor(
    /** For logs and data directories; gone at the end. */
    readonly folder: string,
    private readonly databaseUrl: string,
    readonly client: Client,
    readonly backends: Backends,
    private readonly stopDatabase: () => Promise<void>,
  ) {}

  static async open(): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'switchyard-perf-'));
    const database = await startEmbeddedPostgres({ dataDir: folder });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const bench = new Bench(folder, database.url, client, new Backends(client), () => database.stop());
    try {
      await bench.stop(await bench.startProduct());
      await seed(client);
      return bench;
    } catch (error) {
      await bench.close();
      throw error;
    }
  }

  /** The product as it runs in production, but for the secrets that production insists on. */
  startProduct(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    return this.start('product', 'apps/api/src/main.js', {
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: this.databaseUrl,
      DATA_DIR: this.folder,
      SWITCHYARD_MASTER_KEY: this.masterKey,
      SWITCHYARD_RATE_LIMIT_FACTOR: '1000000',
      SWITCHYARD_REVEALS_PER_MINUTE: '1000000',
      ...env,
    });
  }

  startSimulator(name: 'connectwise' | 'unifi', env: Readonly<Record<string, string>>): Promise<ServerProcess> {
    return this.launch({
      command: process.execPath,
      args: [join(BUILD, 'apps/upstreams/src/main.js'), name],
      cwd: this.folder,
      env,
      log: join(this.folder, `${name}.log`),
    });
  }

  /** As `SWITCHYARD_MASTER_KEY` names it. */
  get masterKey(): string {
    return this.masterKeys.map((key, index) => `${index + 1}:${key}`).join(',');
  }

  /** Whatever is started from now on has a newer version as well. */
  renewMasterKey(): void {
    this.masterKeys.push(randomBytes(32).toString('base64'));
  }

  startFloor(): Promise<ServerProcess> {
    const settings: FloorSettings = {
      databaseUrl: this.databaseUrl,
      poolSize: POOL_SIZE,
      users: { check: BEARER_OF_SESSION, list: LISTS.name, fields: READER_FIELDS },
      teams: { check: BEARER_OF_TOKEN, list: OF_USER },
      credentials: {
        check: BEARER_OF_SESSION,
        list: OF_COMPANY,
        keys: [credentialGate.fields, credentialTypeGate.fields, companyGate.fields],
      },
      catalog: {
        check: BEARER_OF_SESSION,
        pages: { list: pageOf('list'), search: pageOf('search'), group: pageOf('group') },
        counts: { list: countOf('list'), search: countOf('search'), group: countOf('group') },
        keys: catalogItemGate.fields,
      },
      unifi: {
        check: BEARER_OF_SESSION,
        list: LIST_WITH_COMPANIES,
        keys: [unifiSiteGate.fields, companyGate.fields],
      },
    };
    return this.start('floor', 'test/perf/floor/server.js', { FLOOR_SETTINGS: JSON.stringify(settings) });
  }

  async launch(command: ServerCommand): Promise<ServerProcess> {
    const server = await ServerProcess.start(command);
    this.running.push(server);
    return server;
  }

  async stop(server: ServerProcess): Promise<void> {
    await server.stop();
    this.running.splice(this.running.indexOf(server), 1);
  }

  /** Also while a case is running, which then fails. */
  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  private async release(): Promise<void> {
    await Promise.all(this.running.map((server) => server.stop()));
    await this.client.end();
    await this.stopDatabase();
    await rm(this.folder, { recursive: true, force: true });
  }

  private start(name: string, entry: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
    return this.launch({
      command: process.execPath,
      args: [...NODE_FLAGS, join(BUILD, entry)],
      cwd: this.folder,
      env,
      log: join(this.folder, `${name}.log`),
    });
  }
}

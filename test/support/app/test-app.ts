import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { newId, type PermissionNode } from '@app/kernel';
import { DataSource } from 'typeorm';
import { loadConfig } from '../../../apps/api/src/config';
import { createApplication } from '../../../apps/api/src/create-application';
import { createLogger } from '../../../apps/api/src/http';
import { Sessions } from '../../../apps/api/src/modules/identity/sessions';
import { ContractAgent } from '../agent';
import { createTestDatabase } from '../database';
import { TestClock } from './test-clock';

export interface TestUser {
  readonly id: string;
  readonly login: string;
  /** Access token of a session of this user. */
  readonly token: string;
  /** Calls with the token; answers are held to what the user may see. */
  readonly agent: ContractAgent;
}

export interface UserOptions {
  readonly login?: string;
  readonly email?: string;
  readonly name?: string;
  readonly active?: boolean;
}

export interface TestApp {
  readonly url: string;
  readonly databaseUrl: string;
  readonly nest: NestExpressApplication;
  readonly clock: TestClock;
  /** Calls without a token. */
  readonly agent: ContractAgent;
  readonly log: readonly string[];
  /** A new signed-in user who holds exactly these nodes. */
  actor(...nodes: (PermissionNode | string)[]): Promise<TestUser>;
  user(nodes: readonly string[], options?: UserOptions): Promise<TestUser>;
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');

/** The whole product on a database of its own. One per test file: a boot costs about a second. */
export async function startTestApp(env: Readonly<Record<string, string>> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-test-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SWITCHYARD_MASTER_KEY: MASTER_KEY,
    SWITCHYARD_RATE_LIMIT_FACTOR: '10000',
    LOG_LEVEL: 'info',
    ...env,
  });
  const log: string[] = [];
  const clock = new TestClock();
  const logger = createLogger(config, { write: (line: string) => void log.push(line) });
  const discard = async () => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const { nest } = await createApplication(config, logger, clock).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  const server = await nest.listen(0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  config.listensOn(port);
  const url = `http://127.0.0.1:${port}`;
  const agent = new ContractAgent(url);
  const sql: TestApp['sql'] = (text, values) => nest.get(DataSource).query(text, values);

  const user: TestApp['user'] = async (nodes, { login, email, name, active = true } = {}) => {
    const id = newId();
    const handle = login ?? `user-${id.slice(-12)}`;
    await sql('insert into users (id, login, email, name, permissions, active) values ($1, $2, $3, $4, $5, $6)', [
      ...[id, handle, email ?? null, name ?? handle],
      ...[nodes, active],
    ]);
    const origin = { requestId: 'test', address: '127.0.0.1', userAgent: 'test', surface: 'optima' };
    const opened = await nest.get(Sessions).open({ principal: null, origin }, { id, login: handle }, 'optima');
    const token = opened.accessToken;
    return { id, login: handle, token, agent: agent.as({ token, patterns: nodes }) };
  };

  return {
    ...{ url, databaseUrl: database.url, nest, clock, agent, log, sql, user },
    actor: (...nodes) => user(nodes.map((node) => (typeof node === 'string' ? node : node.id))),
    async stop() {
      await nest.close();
      await discard();
    },
  };
}

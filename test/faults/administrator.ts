import { ContractAgent } from '../support/agent';
import type { Place } from './place';
import { ServerProcess } from './server-process';

/** Whom a server on an empty database is given. */
export const ADMIN = { login: 'root', password: 'Correct-Horse-7!' };
export const MASTER_KEY = Buffer.alloc(32, 9).toString('base64');

/** @param env in place of, or besides, what every such server is told */
export const startServer = (
  { databaseUrl, dataDir }: Pick<Place, 'databaseUrl' | 'dataDir'>,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> =>
  ServerProcess.start({
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SWITCHYARD_MASTER_KEY: MASTER_KEY,
    SWITCHYARD_ADMIN_LOGIN: ADMIN.login,
    SWITCHYARD_ADMIN_PASSWORD: ADMIN.password,
    SWITCHYARD_RATE_LIMIT_FACTOR: '10000',
    ...env,
  });

export async function signIn({ url }: ServerProcess): Promise<ContractAgent> {
  const agent = new ContractAgent(url);
  const { body } = await agent
    .post<{ payload: string }>('/users/login')
    .send({ username: ADMIN.login, password: ADMIN.password })
    .expect(200);
  return agent.as(body.payload);
}

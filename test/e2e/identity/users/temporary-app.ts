import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, FirstRunPolicy, RateLimiter } from '@app/access';
import { AuditModule } from '@app/audit';
import { ContractModule, ContractOptions, LeanExpressAdapter, markRequest } from '@app/contract';
import { CryptoModule, MasterKey } from '@app/crypto';
import { Database, DatabaseModule, toDomainError } from '@app/database';
import { Clock, newId, PermissionSet, PrincipalSource } from '@app/kernel';
import { json } from 'express';
import { DataSource } from 'typeorm';
import { PermissionsModule } from '../../../../apps/api/src/modules/identity/permissions';
import { RolesModule } from '../../../../apps/api/src/modules/identity/roles';
import { CredentialRevocation, UsersModule } from '../../../../apps/api/src/modules/identity/users';
import { EffectivePermissions, GrantsModule } from '../../../../apps/api/src/modules/identity/grants';
import { UtilityModule } from '../../../../apps/api/src/modules/operations/utility';
import { ContractAgent } from '../../../support/agent';
import { createTestDatabase } from '../../../support/database';

export async function startTestApp(): Promise<any> {
  const database = await createTestDatabase();
  const revoked: any[] = [];
  @Global()
  @Module({
    imports: [GrantsModule],
    providers: [
      Clock,
      {
        provide: PrincipalSource,
        inject: [Database, EffectivePermissions],
        useFactory: (db: Database, grants: EffectivePermissions) => ({
          async authenticate(token: string) {
            const [u] = await db.dataSource.query('select id, login from users where id=$1 and active', [token]);
            if (!u) return null;
            if (revoked.includes(token)) return null;
            return { userId: u.id, login: u.login, permissions: new PermissionSet(await grants.patternsOf(u.id)), kind: 'session', tokenId: 't' };
          },
        }),
      },
      { provide: FirstRunPolicy, useValue: {} },
      { provide: RateLimiter, useValue: { consume: async () => undefined } },
      { provide: CredentialRevocation, useValue: { revokeAll: async (id: string) => void revoked.push(id) } },
    ],
    exports: [Clock, PrincipalSource, FirstRunPolicy, RateLimiter, CredentialRevocation],
  })
  class Ports {}
  @Module({
    imports: [
      DatabaseModule.forRoot({ url: database.url, dataDir: tmpdir() }),
      CryptoModule.forRoot({ masterKey: MasterKey.of(Buffer.alloc(32, 1)) }),
      AuditModule,
      ContractModule.forRoot(new ContractOptions({ gateWrites: true, translateError: toDomainError, onFault: (e) => console.error(e) })),
      AccessModule, Ports, RolesModule, PermissionsModule, UsersModule, UtilityModule,
    ],
  })
  class App {}
  const nest: any = await NestFactory.create(App, new LeanExpressAdapter(), { bodyParser: false, abortOnError: false, logger: ['error'] });
  nest.use(markRequest);
  nest.use(json());
  await nest.listen(0, '127.0.0.1');
  const { port } = nest.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const agent = new ContractAgent(url);
  const sql = (text: string, values?: unknown[]) => nest.get(DataSource).query(text, values);
  const user = async (nodes: string[], { login, email, name, active = true }: any = {}) => {
    const id = newId();
    const handle = login ?? `user-${id.slice(-12)}`;
    await sql('insert into users (id, login, email, name, permissions, active) values ($1, $2, $3, $4, $5, $6)', [id, handle, email ?? null, name ?? handle, nodes, active]);
    return { id, login: handle, token: id, agent: agent.as({ token: id, patterns: nodes }) };
  };
  return {
    url, nest, agent, sql, user,
    actor: (...nodes: any[]) => user(nodes.map((n) => (typeof n === 'string' ? n : n.id))),
    async stop() { await nest.close(); await database.drop(); },
  };
}

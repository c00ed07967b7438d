import { randomBytes } from 'node:crypto';
import { createDataSource, migrate } from '@app/database';
import { systemActor } from '@app/kernel';
import { Client } from 'pg';
import { auditActor, startAuditProcess } from '../../../test/support/audit';
import type { AuditProcess } from '../../../test/support/audit';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { AuditRow } from './audit-row';
import { MASK } from './mask-secrets';

let testDatabase: TestDatabase;
let audit: AuditProcess;
let client: Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  audit = await startAuditProcess(testDatabase.url);
  client = new Client(testDatabase.url);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await audit.app.close();
  await testDatabase.drop();
});

const rows = async (action: string): Promise<AuditRow[]> =>
  (await client.query<AuditRow>('select * from audit_log where action = $1 order by seq', [action])).rows;

describe('AuditLog.record', () => {
  it('writes who did what to what, with secrets masked', async () => {
    const entry = {
      action: 'user.update',
      target: { type: 'user', id: 'c1', name: 'Bob' },
      message: 'Changed the password of bob',
      level: 'warning',
      before: { login: 'bob', passwordHash: 'old' },
      after: { login: 'bob', passwordHash: 'new' },
    } as const;
    await audit.transactions.run(() => audit.log.record(auditActor, entry));

    expect(await rows('user.update')).toEqual([
      {
        seq: expect.stringMatching(/^\d+$/),
        xid: expect.stringMatching(/^\d+$/),
        at: expect.any(Date),
        actor_id: 'u1',
        actor_login: 'ada',
        surface: 'optima',
        action: 'user.update',
        target_type: 'user',
        target_id: 'c1',
        target_name: 'Bob',
        message: 'Changed the password of bob',
        level: 'warning',
        before: { login: 'bob', passwordHash: MASK },
        after: { login: 'bob', passwordHash: MASK },
        request_id: 'r1',
        address: '192.0.2.1',
      },
    ]);
  });

  it('records work of the system, and text that PostgreSQL would refuse', async () => {
    const entry = {
      action: 'job.run',
      target: { type: 'job', id: 'a\0b' },
      message: '\ud800',
      after: { text: '\0\udc00' },
    };
    await audit.transactions.run(() => audit.log.record(systemActor('boot'), entry));

    expect(await rows('job.run')).toMatchObject([
      {
        actor_id: null,
        actor_login: null,
        surface: 'system',
        target_id: 'a\uFFFDb',
        target_name: null,
        message: '\uFFFD',
        level: 'info',
        before: null,
        after: { text: '\uFFFD\uFFFD' },
        request_id: 'boot',
        address: '',
      },
    ]);
  });

  it('refuses to write outside a transaction', async () => {
    await expect(audit.log.record(auditActor, { action: 'loose', message: '' })).rejects.toThrow(
      'outside a transaction',
    );
    expect(await rows('loose')).toEqual([]);
  });

  it('falls together with the change it tells about', async () => {
    const work = audit.transactions.run(async () => {
      await audit.log.record(auditActor, { action: 'undone', message: '' });
      throw new Error('change failed');
    });
    await expect(work).rejects.toThrow('change failed');
    expect(await rows('undone')).toEqual([]);
  });
});

describe('AuditLog.recordReading', () => {
  const entry = { action: 'secret.read', message: 'Read the secret' };

  it('needs no transaction, and has committed when it resolves', async () => {
    await audit.log.recordReading(auditActor, [entry, entry]);
    expect(await rows('secret.read')).toHaveLength(2);
  });

  it('falls together with the transaction that it runs in', async () => {
    const given = audit.transactions.run(async () => {
      await audit.log.recordReading(auditActor, [{ ...entry, action: 'secret.unread' }]);
      throw new Error('undone');
    });
    await expect(given).rejects.toThrow('undone');
    expect(await rows('secret.unread')).toEqual([]);
  });
});

describe('the audit tables', () => {
  beforeAll(async () => {
    await audit.record('sealed');
    await audit.sealer.seal();
  });

  afterEach(() => client.query('reset session_replication_role'));

  const refused = [
    ...['audit_log', 'audit_seals', 'audit_checkpoints'].flatMap((table) => [
      `delete from ${table}`,
      `delete from ${table} where false`,
      `truncate ${table}`,
    ]),
    `update audit_log set message = 'changed'`,
    'update audit_seals set position = position',
    'update audit_checkpoints set at = now()',
    'delete from audit_head',
    'truncate audit_head',
    'update audit_head set position = position - 1',
    'update audit_head set hash = hash',
  ];

  it.each(refused)('refuse: %s', async (sql) => {
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    await client.query(`set session_replication_role = 'replica'`);
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('leave a role that is not the owner with reading and appending', async () => {
    const role = `audit_reader_${randomBytes(6).toString('hex')}`;
    const empty = await createTestDatabase();
    const dataSource = await createDataSource({ url: empty.url }).initialize();
    try {
      await dataSource.query(`create role ${role}`);
      await dataSource.query('drop schema public cascade; create schema public');
      await dataSource.query(`alter default privileges grant all on tables to ${role}`);
      await migrate(dataSource);
      const holds = (privileges: string) =>
        dataSource.query(
          `select name from unnest(array['audit_log', 'audit_seals', 'audit_checkpoints', 'audit_head']) as name
           where has_table_privilege($1, name, $2) order by name`,
          [role, privileges],
        );
      expect(await holds('update, delete, truncate')).toEqual([{ name: 'audit_head' }]);
      expect(await holds('delete, truncate')).toEqual([]);
      expect(await holds('insert')).toHaveLength(4);
      expect(await holds('select')).toHaveLength(4);
    } finally {
      await dataSource.query(`drop owned by ${role}; drop role ${role}`);
      await dataSource.destroy();
      await empty.drop();
    }
  });
});

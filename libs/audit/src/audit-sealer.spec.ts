import { MasterKey } from '@app/crypto';
import { Client } from 'pg';
import { startAuditProcess, testMasterKey } from '../../../test/support/audit';
import type { AuditProcess } from '../../../test/support/audit';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { until } from '../../../test/support/until';

let testDatabase: TestDatabase;
let audit: AuditProcess;
let client: Client;
let others: AuditProcess[];

beforeEach(async () => {
  others = [];
  testDatabase = await createTestDatabase();
  audit = await startAuditProcess(testDatabase.url);
  client = new Client(testDatabase.url);
  await client.connect();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await client.end();
  for (const process of [audit, ...others]) await process.app.close();
  await testDatabase.drop();
});

async function startAnother(masterKey?: MasterKey): Promise<AuditProcess> {
  const process = await startAuditProcess(testDatabase.url, masterKey);
  others.push(process);
  return process;
}

const messagesInOrder = async (): Promise<string[]> => {
  const { rows } = await client.query<{ message: string }>(
    'select message from audit_seals join audit_log using (seq) order by position',
  );
  return rows.map(({ message }) => message);
};

/** Rows in bulk, as one transaction. */
const insertRows = (count: number) =>
  client.query(
    `insert into audit_log (surface, action, message, request_id, address)
     select 'system', 'test.bulk', 'row ' || n, 'r', '' from generate_series(1, $1) n`,
    [count],
  );

describe('AuditSealer', () => {
  it('chains committed rows and reports the sealed part and the open tail', async () => {
    expect(await audit.sealer.verify()).toEqual({ sealed: 0, open: 0, ok: true, checkpoints: 0 });
    await audit.record('one');
    await audit.record('two');
    expect(await audit.sealer.verify()).toEqual({ sealed: 0, open: 2, ok: true, checkpoints: 0 });

    expect(await audit.sealer.seal()).toBe(2);
    expect(await messagesInOrder()).toEqual(['one', 'two']);
    await audit.record('three');
    expect(await audit.sealer.verify()).toEqual({ sealed: 2, open: 1, ok: true, checkpoints: 1 });
  });

  it('writes nothing and opens no transaction when there is nothing to seal', async () => {
    await audit.record('one');
    await audit.sealer.seal();
    const head = await audit.sealer.head();
    const run = jest.spyOn(audit.transactions, 'run');

    expect(await audit.sealer.seal()).toBe(0);
    expect(run).not.toHaveBeenCalled();
    expect(await audit.sealer.head()).toEqual(head);
  });

  it('keeps one unbroken chain under concurrent writers and several sealers', async () => {
    const other = await startAnother();
    let writing = true;
    const sealing = [audit, other].map(async ({ sealer }) => {
      while (writing) await sealer.seal();
    });
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      const { record } = writer % 2 ? audit : other;
      for (let row = 0; row < 25; row += 1) await record(`${writer}/${row}`);
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(sealing);
    await audit.sealer.seal();

    expect(await other.sealer.verify()).toMatchObject({ sealed: 200, open: 0, ok: true });
    const sealed = await messagesInOrder();
    expect(new Set(sealed).size).toBe(200);
    const firstWriter = sealed.filter((message) => message.startsWith('0/'));
    expect(firstWriter).toEqual(Array.from({ length: 25 }, (_, row) => `0/${row}`));
  });

  it('is not in the way of a slow transaction, and seals what is behind it later, in order', async () => {
    await audit.record('before');
    await client.query('begin');
    await insertRows(1);
    await audit.record('after');

    expect(await audit.sealer.seal()).toBe(1);
    expect(await audit.sealer.verify()).toMatchObject({ sealed: 1, open: 1, ok: true });
    await client.query('commit');
    expect(await audit.sealer.seal()).toBe(2);
    expect(await messagesInOrder()).toEqual(['before', 'row 1', 'after']);
    expect(await audit.sealer.verify()).toMatchObject({ sealed: 3, open: 0, ok: true });
  });

  it('is not held up by a transaction in another database', async () => {
    const elsewhere = await createTestDatabase();
    const stranger = new Client(elsewhere.url);
    await stranger.connect();
    await stranger.query('begin; select pg_current_xact_id()');
    await audit.record('one');
    expect(await audit.sealer.seal()).toBe(1);
    await stranger.end();
    await elsewhere.drop();
  });

  it('skips rows that were rolled back', async () => {
    await client.query('begin');
    await insertRows(1);
    await audit.record('kept');
    await client.query('rollback');
    expect(await audit.sealer.seal()).toBe(1);
    expect(await messagesInOrder()).toEqual(['kept']);
  });

  it('goes on where another process stopped, over many batches, and sets checkpoints on the way', async () => {
    await insertRows(11_000);
    expect(await audit.sealer.seal()).toBe(11_000);
    await audit.record('last');
    const other = await startAnother();
    expect(await other.sealer.seal()).toBe(1);
    expect(await other.sealer.verify()).toEqual({ sealed: 11_001, open: 0, ok: true, checkpoints: 2 });
  });

  it('commits nothing of a batch whose process dies half-way, and seals it afterwards', async () => {
    await audit.record('one');
    await audit.sealer.seal();
    await audit.record('two');
    await client.query('begin; lock table audit_head in exclusive mode');
    const dying = audit.sealer.seal();
    const refused = expect(dying).rejects.toMatchObject({ code: 'common.unavailable' });
    await until(async () => {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rowCount === 1;
    });
    await refused;
    await client.query('commit');

    expect(await audit.sealer.verify()).toMatchObject({ sealed: 1, open: 1, ok: true });
    expect(await audit.sealer.seal()).toBe(1);
    expect(await audit.sealer.verify()).toMatchObject({ sealed: 2, open: 0, ok: true });
  });

  it('seals by itself while the application runs, and stops with it', async () => {
    const started = jest.spyOn(global, 'setInterval');
    const stopped = jest.spyOn(global, 'clearInterval');
    await audit.app.init();
    const call = started.mock.calls.findIndex(([, interval]) => interval === 200);
    await audit.record('one');
    await until(async () => (await messagesInOrder()).length === 1);
    await audit.app.close();
    expect(stopped).toHaveBeenCalledWith(started.mock.results[call]?.value);
  });

  it('refuses to run inside a transaction', async () => {
    await expect(audit.transactions.run(async () => audit.sealer.seal())).rejects.toThrow('outside of transactions');
  });

  it('takes over a log that was restored from a server with higher transaction ids', async () => {
    await audit.record('sealed');
    await audit.sealer.seal();
    await client.query(
      `insert into audit_log (xid, surface, action, message, request_id, address)
       values ('999999999999', 'system', 'test.old', 'restored', 'r', '')`,
    );
    await audit.record('new');
    const restarted = await startAnother();
    expect(await restarted.sealer.seal()).toBe(2);
    expect(await messagesInOrder()).toEqual(['sealed', 'restored', 'new']);
    await restarted.record('newer');
    expect(await restarted.sealer.seal()).toBe(1);
    expect(await restarted.sealer.verify()).toMatchObject({ sealed: 4, open: 0, ok: true });
  });

  it('signs with a new master key version and still trusts the former one', async () => {
    await audit.record('one');
    await audit.sealer.seal();
    const former = testMasterKey.bytes() ?? Buffer.alloc(0);
    const rotated = await startAnother(
      MasterKey.ofVersions([
        [1, former],
        [2, Buffer.alloc(32, 2)],
      ]),
    );
    await rotated.record('two');
    await rotated.sealer.seal();
    expect(await rotated.sealer.verify()).toMatchObject({ sealed: 2, ok: true, checkpoints: 1 });
    expect((await rotated.sealer.head())?.keyId).toMatch(/^2-/);

    const stranger = await startAnother(MasterKey.of(Buffer.alloc(32, 3)));
    await stranger.record('three');
    await expect(stranger.sealer.seal()).rejects.toThrow('signature-invalid');
  });
});

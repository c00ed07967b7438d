import { Client } from 'pg';
import { startAuditProcess } from '../../../test/support/audit';
import type { AuditProcess } from '../../../test/support/audit';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { GENESIS, linkHash } from './chain';
import type { SealedRow } from './chain';
import type { ChainReport, SignedLink } from './chain-report';
import { ChainStore } from './chain-store';

const TABLES = ['audit_log', 'audit_seals', 'audit_head', 'audit_checkpoints'];
const ROWS = 6;
const FIRST_BATCH = 4;

let testDatabase: TestDatabase;
/** Sealed the chain and remembers its head. */
let sealing: AuditProcess;
/** Knows nothing but the database. */
let fresh: AuditProcess;
let client: Client;
let formerHead: SignedLink | undefined;
let lastHead: SignedLink | undefined;

/** A chain of six rows in two batches, with a checkpoint at the end of the first, and a copy of all its tables. */
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  [sealing, fresh] = await Promise.all([startAuditProcess(testDatabase.url), startAuditProcess(testDatabase.url)]);
  client = new Client(testDatabase.url);
  await client.connect();
  for (let row = 1; row <= ROWS; row += 1) {
    await sealing.record(`row ${row}`);
    if (row === FIRST_BATCH) await sealing.sealer.seal();
    if (row === FIRST_BATCH) formerHead = await sealing.sealer.head();
  }
  await sealing.sealer.seal();
  lastHead = await sealing.sealer.head();
  for (const table of TABLES) {
    await client.query(
      `create table copy_of_${table} as select * from ${table}; alter table ${table} disable trigger all`,
    );
  }
});

afterEach(async () => {
  for (const table of TABLES) {
    await client.query(
      `truncate ${table}; insert into ${table} overriding system value select * from copy_of_${table}`,
    );
  }
});

afterAll(async () => {
  await client.end();
  await sealing.app.close();
  await fresh.app.close();
  await testDatabase.drop();
});

const seqAt = (position: number) => `(select seq from copy_of_audit_seals where position = ${position})`;
const cutTail = `delete from audit_log where seq > ${seqAt(FIRST_BATCH)};
  delete from audit_seals where position > ${FIRST_BATCH}`;

async function putHeadBack(): Promise<void> {
  if (!formerHead) throw new Error('There is no former head');
  const { position, hash, keyId, signature, at } = formerHead;
  await client.query('truncate audit_head');
  await client.query('insert into audit_head (position, hash, key_id, signature, at) values ($1, $2, $3, $4, $5)', [
    position,
    hash,
    keyId,
    signature,
    at,
  ]);
}

/** Changes a row and computes every link anew, as someone without the signing key could. */
async function rewriteChain(changed: number): Promise<void> {
  await client.query(`update audit_log set message = 'forged' where seq = ${seqAt(changed)}`);
  let hash: Buffer = GENESIS;
  for (const seal of await new ChainStore(fresh.database).sealedPage(0, ROWS, ROWS)) {
    hash = linkHash(hash, Number(seal.position), seal as SealedRow);
    await client.query('update audit_seals set hash = $1 where position = $2', [hash, seal.position]);
  }
}

const intact: ChainReport = { sealed: ROWS, open: 0, ok: true, checkpoints: 1 };

describe('verify', () => {
  it('finds an untouched chain intact, with links kept elsewhere too', async () => {
    expect(await fresh.sealer.verify()).toEqual(intact);
    const kept = [formerHead, lastHead].filter((link) => link !== undefined);
    expect(kept).toHaveLength(2);
    expect(await fresh.sealer.verify(kept)).toEqual(intact);
  });

  it.each([
    ['message', `'changed'`],
    ['actor_id', 'null'],
    ['at', `at + interval '1 ms'`],
    ['after', `'{"role": "admin"}'`],
    ['level', `'error'`],
  ])('finds a row whose %s was changed', async (column, value) => {
    await client.query(`update audit_log set ${column} = ${value} where seq = ${seqAt(3)}`);
    const report = await fresh.sealer.verify();
    expect(report).toMatchObject({ ok: false, firstBroken: { position: 3, reason: 'row-changed' } });
    expect(report.firstBroken?.seq).toMatch(/^\d+$/);
  });

  it.each([
    ['a removed row', `delete from audit_log where seq = ${seqAt(3)}`, 3, 'row-missing'],
    ['a removed link', 'delete from audit_seals where position = 3', 3, 'seal-missing'],
    [
      'a row removed with its link',
      `delete from audit_log where seq = ${seqAt(3)}; delete from audit_seals where position = 3`,
      3,
      'seal-missing',
    ],
    ['a changed link', `update audit_seals set hash = sha256('x') where position = 3`, 3, 'row-changed'],
    [
      'two rows in exchanged places',
      `update audit_seals set seq = -seq where position in (2, 3);
       update audit_seals set seq = case position when 2 then ${seqAt(3)} else ${seqAt(2)} end where position in (2, 3)`,
      2,
      'row-changed',
    ],
    ['a cut tail', cutTail, 5, 'seal-missing'],
    ['a cut tail without the head', `${cutTail}; truncate audit_head`, 1, 'seal-unsigned'],
    [
      'a cut tail with a checkpoint posing as the head',
      `${cutTail}; update audit_head head set position = c.position, hash = c.hash, key_id = c.key_id,
         signature = c.signature, at = c.at from audit_checkpoints c`,
      FIRST_BATCH,
      'signature-invalid',
    ],
    [
      'a link that was never signed',
      `insert into audit_seals (position, seq, hash) values (7, 999, sha256('x'))`,
      7,
      'seal-unsigned',
    ],
    ['a forged checkpoint', `update audit_checkpoints set at = now()`, FIRST_BATCH, 'signature-invalid'],
    ['a changed head', `update audit_head set hash = sha256('x')`, ROWS, 'signature-invalid'],
  ])('finds %s', async (_what, sql, position, reason) => {
    await client.query(sql);
    expect(await fresh.sealer.verify()).toMatchObject({ ok: false, firstBroken: { position, reason } });
  });

  it('finds a chain written anew before the last checkpoint', async () => {
    await rewriteChain(3);
    const early = { position: FIRST_BATCH, reason: 'chain-rewritten' };
    expect(await fresh.sealer.verify()).toMatchObject({ ok: false, firstBroken: early });
  });

  it('finds a chain written anew after the last checkpoint', async () => {
    await rewriteChain(5);
    const late = { position: ROWS, reason: 'chain-rewritten' };
    expect(await fresh.sealer.verify()).toMatchObject({ ok: false, firstBroken: late });
  });

  describe('when a whole former state is put back, signed head included', () => {
    const cut = { ok: false, firstBroken: { position: FIRST_BATCH + 1, reason: 'chain-cut' } };

    beforeEach(async () => {
      await client.query(cutTail);
      await putHeadBack();
    });

    it('is found by the process that sealed the tail', async () => {
      expect(await sealing.sealer.verify()).toMatchObject(cut);
    });

    it('is found with a link that was kept elsewhere', async () => {
      expect(await fresh.sealer.verify(lastHead ? [lastHead] : [])).toMatchObject(cut);
    });
  });

  it('finds everything wiped, by memory or by a kept link', async () => {
    await client.query(`truncate ${TABLES.join(', ')}`);
    const wiped = { sealed: 0, ok: false, firstBroken: { position: 1, reason: 'chain-cut' } };
    expect(await sealing.sealer.verify()).toMatchObject(wiped);
    expect(await fresh.sealer.verify(lastHead ? [lastHead] : [])).toMatchObject(wiped);
  });
});

describe('seal', () => {
  it('does not cover up a broken end', async () => {
    await client.query(cutTail);
    await sealing.record('next');
    await expect(sealing.sealer.seal()).rejects.toMatchObject({ name: 'BrokenChainError', reason: 'seal-missing' });
    await expect(fresh.sealer.seal()).rejects.toMatchObject({ name: 'BrokenChainError', reason: 'seal-missing' });
    expect((await client.query('select * from audit_seals')).rowCount).toBe(FIRST_BATCH);
  });
});

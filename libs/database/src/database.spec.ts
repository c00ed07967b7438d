import { isId } from '@app/kernel';
import { Column, Entity } from 'typeorm';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { BaseRow } from './base-row';
import { createDataSource } from './data-source';
import { Database } from './database';
import { silentLog } from './database-options';
import { statement } from './statement';
import { Transactions } from './transactions';

@Entity('notes')
class Note extends BaseRow {
  @Column('text')
  bodyText: string;
}

const notesTable = `create table notes (id text primary key, body_text text not null unique,
  created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now())`;

const addNote = statement('spec.addNote', 'insert into notes (id, body_text) values ($1, $2) returning id');
const noteBodies = statement('spec.noteBodies', 'select body_text from notes order by body_text');
const preparedHere = statement('spec.prepared', 'select name from pg_prepared_statements order by name');

describe('Database', () => {
  let testDatabase: TestDatabase;
  let dataSource: DataSource;
  let transactions: Transactions;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    dataSource = await createDataSource({ url: testDatabase.url, entities: [Note], poolSize: 2 }).initialize();
    transactions = new Transactions(dataSource, silentLog);
    database = new Database(dataSource, transactions);
    await dataSource.query(notesTable);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await testDatabase.drop();
  });

  beforeEach(() => dataSource.query('truncate notes'));

  const bodies = async () => (await database.rows<{ body_text: string }>(noteBodies)).map((row) => row.body_text);

  describe('rows', () => {
    it('runs a statement and returns its rows', async () => {
      expect(await database.rows<{ id: string }>(addNote, ['c1', 'hello'])).toEqual([{ id: 'c1' }]);
      expect(await bodies()).toEqual(['hello']);
    });

    it('prepares the statement on the connection', async () => {
      await transactions.run(async () => {
        await bodies();
        const prepared = await database.rows<{ name: string }>(preparedHere);
        expect(prepared.map(({ name }) => name)).toEqual(expect.arrayContaining(['spec.noteBodies', 'spec.prepared']));
      });
    });

    it('sees and belongs to the running transaction', async () => {
      const work = async () => {
        await database.rows(addNote, ['c1', 'by statement']);
        await database.repository(Note).insert({ bodyText: 'by repository' });
        expect(await bodies()).toEqual(['by repository', 'by statement']);
        throw new Error('no');
      };
      await expect(transactions.run(work)).rejects.toThrow('no');
      expect(await bodies()).toEqual([]);
    });

    it('maps database errors inside and outside a transaction', async () => {
      await database.rows(addNote, ['c1', 'once']);
      const again = () => database.rows(addNote, ['c2', 'once']);
      await expect(again()).rejects.toMatchObject({ code: 'common.conflict', status: 409 });
      await expect(transactions.run(again)).rejects.toMatchObject({ code: 'common.conflict', status: 409 });
      await expect(database.rows(addNote, ['c3', 'a\0b'])).rejects.toMatchObject({ status: 400 });
    });
  });

  describe('BaseRow', () => {
    it('gives an id to whatever way a row is inserted', async () => {
      const notes = database.repository(Note);
      const saved = await notes.save(notes.create({ bodyText: 'saved' }));
      const { identifiers } = await notes.insert({ bodyText: 'inserted' });
      await notes.upsert({ bodyText: 'upserted' }, ['bodyText']);
      const rows = await notes.find();
      expect(rows).toHaveLength(3);
      expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([saved.id, identifiers[0]?.id]));
      expect(rows.filter(({ id }) => isId(id))).toHaveLength(3);
    });

    it('keeps an id that the writer chose', async () => {
      await database.repository(Note).insert({ id: 'cchosen', bodyText: 'x' });
      await expect(database.repository(Note).findOneByOrFail({ id: 'cchosen' })).resolves.toBeInstanceOf(Note);
    });

    it('stamps creation and every change', async () => {
      const notes = database.repository(Note);
      const note = await notes.save(notes.create({ bodyText: 'x' }));
      expect(note.createdAt).toBeInstanceOf(Date);
      await dataSource.query(`update notes set updated_at = '2000-01-01'`);
      await notes.update({ id: note.id }, { bodyText: 'y' });
      const changed = await notes.findOneByOrFail({ id: note.id });
      expect(changed.updatedAt.getTime()).toBeGreaterThanOrEqual(note.createdAt.getTime());
    });
  });
});

describe('statement', () => {
  it('refuses a second text under one name, and names PostgreSQL would cut off', () => {
    statement('spec.twice', 'select 1');
    expect(statement('spec.twice', 'select 1')).toEqual({ name: 'spec.twice', text: 'select 1' });
    expect(() => statement('spec.twice', 'select 2')).toThrow('declared twice');
    expect(() => statement('x'.repeat(64), 'select 1')).toThrow('too long');
  });
});

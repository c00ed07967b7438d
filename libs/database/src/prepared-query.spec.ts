import { Client, Pool, types } from 'pg';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { until } from '../../../test/support/until';
import { runPrepared } from './prepared-query';
import { statement } from './statement';

const VALUES = statement(
  'spec.values',
  `select 1 as number, null as nothing, array['a', null, 'b,"c'] as list, '{"a":[1]}'::jsonb as json, true as yes,
          12::int8 as long, '2026-01-02T03:04:05.678Z'::timestamptz as at, $1::text as sent, $2::int[] as numbers`,
);
const DIVIDE = statement('spec.divide', 'select 12 / n as share from unnest($1::int[]) n');
const RANDOM = statement('spec.random', 'select gen_random_uuid() as id');
const TOUCH = statement('spec.touch', 'update things set name = name where name = $1');
const END_SLEEP = statement(
  'spec.end-sleep',
  `select pg_terminate_backend(pid) from pg_stat_activity
    where query like 'select pg_sleep%' and state = 'active' and datname = current_database()`,
);
const ECHO = statement(
  'spec.echo',
  `select $1::text as text, (select count(*)::int from pg_prepared_statements where name = 'spec.echo') as prepared`,
);
const EMPTY = statement('spec.empty', '-- nothing');
const THINGS = statement('spec.things', 'select name from things');
const NUMBERED = [1, 2, 3].map((n) => statement(`spec.numbered${n}`, `select $1::text as text, ${n} as number${n}`));

describe('runPrepared', () => {
  let testDatabase: TestDatabase;
  let client: Client;

  const connect = async () => {
    const connected = new Client({ connectionString: testDatabase.url });
    await connected.connect();
    return connected;
  };

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    client = await connect();
    await client.query(`create table things (name text)`);
    await client.query(`insert into things values ('1')`);
  });

  afterAll(async () => {
    await client.end();
    await testDatabase.drop();
  });

  it('reads the same rows from what is prepared anew and from what is known', async () => {
    const row = {
      ...{ number: 1, nothing: null, list: ['a', null, 'b,"c'], json: { a: [1] }, yes: true, long: '12' },
      ...{ at: new Date('2026-01-02T03:04:05.678Z'), sent: 'größer', numbers: [1, 2] },
    };
    for (let time = 0; time < 3; time += 1)
      expect(await runPrepared(client, VALUES, ['größer', [1, 2]])).toEqual([row]);
  });

  it('reads each statement by its own columns', async () => {
    for (let time = 0; time < 2; time += 1) {
      for (const [place, numbered] of NUMBERED.entries()) {
        expect(await runPrepared(client, numbered, ['a'])).toEqual([{ text: 'a', [`number${place + 1}`]: place + 1 }]);
      }
    }
  });

  it('returns no rows from a statement that has none', async () => {
    for (let time = 0; time < 2; time += 1) expect(await runPrepared(client, TOUCH, ['1'])).toEqual([]);
  });

  it('fails when the statement does, be it after some rows, and goes on afterwards', async () => {
    for (let time = 0; time < 2; time += 1) {
      await expect(runPrepared(client, DIVIDE, [[3, 0]])).rejects.toMatchObject({ code: '22012' });
      expect(await runPrepared(client, DIVIDE, [[3, 4]])).toEqual([{ share: 4 }, { share: 3 }]);
    }
  });

  it('fails when PostgreSQL cannot read a value, and goes on afterwards', async () => {
    const numbers = statement('spec.numbers', 'select $1::int as number');
    await expect(runPrepared(client, numbers, ['one'])).rejects.toMatchObject({ code: '22P02' });
    expect(await runPrepared(client, numbers, ['1'])).toEqual([{ number: 1 }]);
  });

  it('fails in a transaction that has failed, and goes on after it', async () => {
    const late = statement('spec.late', 'select 1 as late');
    await client.query('begin');
    await expect(runPrepared(client, DIVIDE, [[0]])).rejects.toMatchObject({ code: '22012' });
    await expect(runPrepared(client, late, [])).rejects.toMatchObject({ code: '25P02' });
    await client.query('rollback');
    expect(await runPrepared(client, late, [])).toEqual([{ late: 1 }]);
  });

  it('fails when its connection ends', async () => {
    const other = await connect();
    other.on('error', () => undefined);
    const sleeping = runPrepared(other, statement('spec.sleep', 'select pg_sleep(60)'), []);
    const ended = expect(sleeping).rejects.toMatchObject({ code: '57P01' });
    await until(async () => (await runPrepared(client, END_SLEEP, [])).length > 0);
    await ended;
  });

  it('runs over a pool, whose connections each learn a statement', async () => {
    const pool = new Pool({ connectionString: testDatabase.url, max: 2 });
    try {
      for (let time = 0; time < 2; time += 1) {
        const both = await Promise.all(['a', 'b'].map((text) => runPrepared(pool, ECHO, [text])));
        expect(both).toEqual([[{ text: 'a', prepared: 1 }], [{ text: 'b', prepared: 1 }]]);
      }
      expect(pool.totalCount).toBe(2);
    } finally {
      await pool.end();
    }
  });

  it('returns nothing for an empty statement', async () => {
    for (let time = 0; time < 2; time += 1) expect(await runPrepared(client, EMPTY, [])).toEqual([]);
  });

  it('fails when a message cannot be sent, and goes on afterwards', async () => {
    const { connection } = client as unknown as { connection: { bind(): void } };
    jest.spyOn(connection, 'bind').mockImplementationOnce(() => {
      throw new Error('No bind');
    });
    const unsent = statement('spec.unsent', 'select 1 as unsent');
    await expect(runPrepared(client, unsent, [])).rejects.toThrow('No bind');
    for (let time = 0; time < 2; time += 1) expect(await runPrepared(client, unsent, [])).toEqual([{ unsent: 1 }]);
  });

  it('sends nothing when a value cannot be written', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    await expect(runPrepared(client, VALUES, [circular, []])).rejects.toThrow('circular');
    expect(await runPrepared(client, TOUCH, ['1'])).toEqual([]);
  });

  it('fails when a row cannot be read, and goes on afterwards', async () => {
    const { UUID } = types.builtins;
    const parse = types.getTypeParser(UUID) as (text: string) => unknown;
    types.setTypeParser(UUID, () => {
      throw new Error('No id');
    });
    try {
      await expect(runPrepared(client, RANDOM, [])).rejects.toThrow('No id');
    } finally {
      types.setTypeParser(UUID, parse);
    }
    expect(await runPrepared(client, TOUCH, ['1'])).toEqual([]);
  });

  it('never reads rows by columns of before: PostgreSQL refuses the statement, and another connection learns them', async () => {
    expect(await runPrepared(client, THINGS, [])).toEqual([{ name: '1' }]);
    await client.query('alter table things alter name type int using name::int');
    await expect(runPrepared(client, THINGS, [])).rejects.toMatchObject({ code: '0A000' });
    const other = await connect();
    try {
      expect(await runPrepared(other, THINGS, [])).toEqual([{ name: 1 }]);
    } finally {
      await other.end();
    }
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { txOver, type Tx } from '../../src/platform/database/tx.ts';
import { makeNaming } from '../../src/platform/database/statement-names.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let [one, other]: pg.Client[] = [];
const naming = makeNaming(true);
const LOCK = `select pg_advisory_xact_lock($1)`;

beforeAll(async () => {
  database = await cloneDatabase();
  [one, other] = [new pg.Client(database.ownerUrl), new pg.Client(database.ownerUrl)];
  await Promise.all([one.connect(), other.connect()]);
});
afterAll(async () => {
  await Promise.all([one?.end(), other?.end()]);
  await database?.drop();
});

const begin = (): Tx => txOver(one as pg.Client, naming);
const isFree = async (key: number): Promise<boolean> => {
  const { rows } = await (other as pg.Client).query('select pg_try_advisory_xact_lock($1) as free', [key]);
  return rows[0].free;
};

it('a transaction begins with its first statement, and holds until it is ended', async () => {
  for (const end of ['commit', 'rollback']) {
    await begin().rows(LOCK, [1]);
    expect(await isFree(1)).toBe(false);
    await one?.query(end);
    expect(await isFree(1)).toBe(true);
  }
});

it('what its first statement wrote goes with it, and what follows is in the same transaction', async () => {
  const count = async () => (await (other as pg.Client).query('select from rate_limit')).rowCount;
  for (const [end, left] of [
    ['rollback', 0],
    ['commit', 1],
  ] as const) {
    const tx = begin();
    expect(await tx.run(`insert into rate_limit (key) values ($1)`, ['opening'])).toBe(1);
    expect(await count()).toBe(0);
    const ids = [
      await tx.first(`select pg_current_xact_id()::text as id`),
      await tx.first(`select pg_current_xact_id()::text as id`),
    ];
    expect(ids[0]).toEqual(ids[1]);
    await one?.query(end);
    expect(await count()).toBe(left);
  }
});

it('a first statement that fails leaves nothing, and fails in the same way again', async () => {
  for (const text of ['select $1::int / 0 as x', 'select $1::int from nowhere']) {
    const failures: string[] = [];
    for (let i = 0; i < 3; i++) {
      const tx = begin();
      failures.push(await tx.rows(text, [1]).then(() => '', String));
      // The rest of it is refused: it runs in no transaction of its own.
      failures.push(
        await tx.rows(LOCK, [2]).then(
          () => 'ran',
          () => 'refused',
        ),
      );
      await one?.query('rollback');
    }
    expect(new Set(failures).size).toBe(2);
    expect(failures[0]).toMatch(/division by zero|does not exist/);
    expect(failures[1]).toBe('refused');
    expect(await isFree(2)).toBe(true);
  }
});

it('a statement prepared in a transaction is used by the next ones', async () => {
  const text = `select $1::int + 1 as next`;
  for (let i = 0; i < 3; i++) {
    const tx = begin();
    expect(await tx.first(text, [i])).toEqual({ next: i + 1 });
    expect(await tx.first(text, [i + 5])).toEqual({ next: i + 6 });
    await one?.query('commit');
  }
  const prepared = await one?.query('select count(*)::int as n from pg_prepared_statements where statement = $1', [
    text,
  ]);
  expect(prepared?.rows).toEqual([{ n: 1 }]);
});

it('where statements have no names it does the same', async () => {
  const tx = txOver(one as pg.Client, makeNaming(false));
  await tx.rows(LOCK, [3]);
  expect(await isFree(3)).toBe(false);
  expect(await tx.first('select 1 as one')).toEqual({ one: 1 });
  await one?.query('commit');
});

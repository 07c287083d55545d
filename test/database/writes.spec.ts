import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { watchWrites } from '../support/writes.ts';

let database: TestDatabase;
let db: pg.Pool;
let writes: () => Promise<string>;

beforeAll(async () => {
  database = await cloneDatabase();
  db = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  writes = await watchWrites(db, ['rate_limit']);
});
afterAll(async () => {
  await db?.end();
  await database?.drop();
});

it('tells of every write, from the first on, also before and after it is committed', async () => {
  const before = await writes();
  await db.query('select from account');
  await db.query('delete from rate_limit');
  expect(await writes()).toBe(before);
  const seen = [before];
  const tell = async () => void seen.push(await writes());
  await db.query('delete from session');
  await tell();
  const other = await db.connect();
  await other.query('begin; select pg_current_xact_id()');
  await other.query('delete from session');
  await tell();
  await other.query('commit');
  other.release();
  await tell();
  await db.query('begin; delete from session; rollback');
  await tell();
  expect(new Set(seen).size).toBe(seen.length);
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrations } from '../../migrations/index.ts';
import { withClient } from '../../src/platform/database/heard-client.ts';
import { migrate, migrateDown } from '../../src/platform/database/migrate.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { schemaText } from '../support/schema-text.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await emptyDatabase();
});
afterEach(() => database.drop());

const applied = async (): Promise<number> =>
  withClient(database.ownerUrl, async (client) => (await client.query('select from migration')).rowCount ?? 0);

describe('the migrations', () => {
  it('go up, down to nothing, and up to the same schema again', async () => {
    const nothing = await schemaText(database.ownerUrl);
    await migrate(database.ownerUrl);
    const everything = await schemaText(database.ownerUrl);
    expect(await applied()).toBe(migrations.length);

    for (const _ of migrations) await migrateDown(database.ownerUrl);
    expect(await applied()).toBe(0);
    expect(await schemaText(database.ownerUrl)).toBe(nothing);

    await migrate(database.ownerUrl);
    expect(await schemaText(database.ownerUrl)).toBe(everything);
  });

  it('may be run by several processes at once', async () => {
    await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl), migrate(database.ownerUrl)]);
    expect(await applied()).toBe(migrations.length);
  });

  it('have names in the order they run', () => {
    const names = migrations.map((Migration) => new Migration().name);
    const times = names.map((name) => Number(name.slice(-13)));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../support/app.ts';
import { schemaText } from '../support/schema-text.ts';
import { ROOT } from '../support/sources.ts';

const FILE = join(ROOT, 'migrations', 'schema.sql');
const HEAD = `-- The schema all migrations add up to, kept true by test/database/schema.spec.ts (UPDATE_SCHEMA=1 writes it). For reading.\n\n`;

/** A row of each append-only table; triggers for rows need one to fire on. */
const APPEND_ONLY = {
  audit_entry: `insert into audit_entry (at, act, subject_type) values (now(), 'looked', 'test')`,
  outgoing_step: `insert into outgoing_step (id, document_id, act, to_state, at)
    values (gen_random_uuid(), gen_random_uuid(), 'submit', 'submitted', now())`,
  receipt: `insert into receipt (id, unit_id, seq, fact, at, revision, detail, leaf, hash)
    values (gen_random_uuid(), gen_random_uuid(), 1, 'delivered', now(), 1, '{}', '', '')`,
  seal: `insert into seal values (1, now(), sha256(''), sha256(''), 1, 1)`,
  seal_head: `insert into seal_head values (gen_random_uuid(), 1, 1, 1, sha256(''))`,
};

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

interface Column {
  readonly name: string;
  readonly type: string;
}

async function columnsOf(table: string): Promise<Column[]> {
  const { rows } = await app.db.query<Column>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [table],
  );
  return rows;
}

const asLines = (columns: readonly Column[]): string[] => columns.map(({ name, type }) => `${name} ${type}`).toSorted();

describe('the schema', () => {
  it('is the one in migrations/schema.sql', async () => {
    const text = HEAD + (await schemaText(app.database.ownerUrl));
    if (process.env['UPDATE_SCHEMA']) writeFileSync(FILE, text);
    expect(text).toBe(readFileSync(FILE, 'utf8'));
  });

  it('has every entity with exactly the columns of its table', async () => {
    const source = app.get(DataSource);
    for (const entity of source.entityMetadatas) {
      const declared = entity.columns.map((column) => ({
        name: column.databaseName,
        type: source.driver.normalizeType(column) + (column.isArray ? '[]' : ''),
      }));
      expect([entity.tableName, asLines(declared)]).toEqual([
        entity.tableName,
        asLines(await columnsOf(entity.tableName)),
      ]);
    }
  });

  it('has one entity for a table at most', () => {
    const tables = app.get(DataSource).entityMetadatas.map((entity) => entity.tableName);
    expect(tables.filter((table, index) => tables.indexOf(table) !== index)).toEqual([]);
  });
});

describe.each(Object.entries(APPEND_ONLY))('%s', (table, aRow) => {
  const column = table.startsWith('seal') ? 'number' : 'id';
  const change = [`update ${table} set ${column} = ${column}`, `delete from ${table}`, `truncate ${table} cascade`];

  it('cannot be changed by the service', async () => {
    const service = new pg.Pool({ connectionString: app.database.access.url, max: 1 });
    try {
      for (const statement of change) await expect(service.query(statement)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await service.end();
    }
  });

  it('cannot be changed by its owner', async () => {
    const client = await app.db.connect();
    try {
      await client.query('begin');
      // Foreign keys look away for one statement: what the row belongs to does not matter here.
      await client.query('set local session_replication_role = replica');
      await client.query(aRow);
      await client.query('set local session_replication_role = origin');
      for (const statement of change) {
        await client.query('savepoint before');
        await expect(client.query(statement)).rejects.toMatchObject({ message: `${table} is append-only` });
        await client.query('rollback to savepoint before');
      }
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

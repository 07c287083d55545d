import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';
import { aUnit } from '../support/people.ts';

const PARENTS = ['dispatch_id', 'document_id', 'copy_id', 'sender_unit_id', 'unit_id'] as const;
const FOREIGN_KEY = '23503';
const RESTRICT = '23001';

/** Deliveries have no foreign keys for these: what keeps them whole is asked once for a statement, and must refuse the same. */
describe('a delivery and what it belongs to', () => {
  let app: TestApp;
  let org: Organisation;
  let row: Record<string, unknown>;

  const codeOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    );
  const insert = (changes: Record<string, unknown>): Promise<unknown> => {
    const made: Record<string, unknown> = { ...row, id: randomUUID(), ...changes };
    delete made['taken_back_id'];
    const columns = Object.keys(made);
    return app.db.query(
      `insert into delivery (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(made),
    );
  };

  beforeAll(async () => {
    app = await startTestApp();
    org = await anOrganisation(app, 2);
    const as = (who: Parameters<ReturnType<typeof api>['as']>[0]) => api(app).as(who);
    const recipients = [{ target: 'all_units', purpose: 'act' }];
    const { body } = await as(org.office.clerk)
      .post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Rà soát', recipients })
      .expect(201);
    const path = `/outgoing-documents/${(body as { id: string }).id}`;
    await as(org.office.clerk).post(`${path}/submission`).expect(201);
    await as(org.office.leader).post(`${path}/approval`).expect(201);
    await as(org.office.clerk).post(`${path}/issuance`).expect(201);
    await as(org.office.clerk).post(`${path}/dispatches`, {}).expect(201);
    const { rows } = await app.db.query<Record<string, unknown>>(`select * from delivery order by unit_id limit 1`);
    row = rows[0] ?? {};
  });
  afterAll(() => app.stop());

  it.each(PARENTS)('is not made without its %s', async (column) => {
    const unit = await aUnit(app);
    await expect(codeOf(insert({ unit_id: unit.id, [column]: randomUUID() }))).resolves.toBe(FOREIGN_KEY);
    await expect(codeOf(insert({ unit_id: unit.id }))).resolves.toBe('done');
  });

  it('is refused among many that are right', async () => {
    const units = await Promise.all([1, 2, 3].map(() => aUnit(app)));
    const sql = `insert into delivery (dispatch_id, document_id, copy_id, sender_unit_id, unit_id, purpose, state, is_open)
      select dispatch_id, document_id, copy_id, sender_unit_id, u, 'act', 'delivered', true from delivery, unnest($2::uuid[]) u where id = $1`;
    const ids = units.map((unit) => unit.id);
    await expect(codeOf(app.db.query(sql, [row['id'], [...ids, randomUUID()]]))).resolves.toBe(FOREIGN_KEY);
    await expect(codeOf(app.db.query(sql, [row['id'], ids]))).resolves.toBe('done');
  });

  it('moves to units that exist, and keeps the rest', async () => {
    const move = (column: string, to: unknown) =>
      codeOf(app.db.query(`update delivery set ${column} = $2 where id = $1`, [row['id'], to]));
    await expect(move('unit_id', randomUUID())).resolves.toBe(FOREIGN_KEY);
    await expect(move('unit_id', (await aUnit(app)).id)).resolves.toBe('done');
    await expect(move('unit_id', row['unit_id'])).resolves.toBe('done');
    for (const column of PARENTS.slice(0, -1)) await expect(move(column, randomUUID())).resolves.toBe(RESTRICT);
  });

  it.each([
    ['dispatch', 'dispatch_id'],
    ['outgoing_document', 'document_id'],
    ['document_copy', 'copy_id'],
    ['unit', 'unit_id'],
    ['unit', 'sender_unit_id'],
  ])('keeps the %s it names as %s', async (table, column) => {
    // Without the other tables' foreign keys, which would refuse as well.
    const client = await app.db.connect();
    try {
      for (const act of [
        `delete from ${table} where id = $1`,
        `update ${table} set id = gen_random_uuid() where id = $1`,
      ]) {
        await client.query('begin');
        await client.query(`do $$ declare c record; begin
          for c in select conrelid::regclass t, conname from pg_constraint where contype = 'f' and confrelid = '${table}'::regclass loop
            execute format('alter table %s drop constraint %I', c.t, c.conname); end loop; end $$`);
        await expect(codeOf(client.query(act, [row[column]]))).resolves.toBe(FOREIGN_KEY);
        await client.query('rollback');
      }
      await expect(codeOf(client.query(`truncate ${table}`))).resolves.not.toBe('done');
    } finally {
      client.release();
    }
  });

  it('waits for a unit that is being removed, and holds one it has come to', async () => {
    const [leaving, staying] = [await aUnit(app), await aUnit(app)];
    const [one, other] = [new pg.Client(app.database.ownerUrl), new pg.Client(app.database.ownerUrl)];
    await Promise.all([one.connect(), other.connect()]);
    try {
      await one.query('begin');
      await one.query(`delete from unit_fact where unit_id = $1`, [leaving.id]);
      await one.query(`delete from unit_name where unit_id = $1`, [leaving.id]);
      await one.query(`delete from unit where id = $1`, [leaving.id]);
      const came = codeOf(insert({ unit_id: leaving.id }));
      await isWaiting();
      await one.query('commit');
      await expect(came).resolves.toBe(FOREIGN_KEY);

      await other.query('begin');
      const { rows } = await other.query<{ id: string }>(
        `insert into delivery (dispatch_id, document_id, copy_id, sender_unit_id, unit_id, purpose, state, is_open)
         select dispatch_id, document_id, copy_id, sender_unit_id, $2, 'act', 'delivered', true from delivery where id = $1 returning id`,
        [row['id'], staying.id],
      );
      expect(rows).toHaveLength(1);
      const locked = codeOf(app.db.query(`select from unit where id = $1 for update`, [staying.id]));
      await isWaiting();
      await other.query('commit');
      await expect(locked).resolves.toBe('done');
    } finally {
      await Promise.all([one.end(), other.end()]);
    }
  });

  /** Somebody in this database waits for a lock. */
  async function isWaiting(): Promise<void> {
    for (;;) {
      const { rowCount } = await app.db.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rowCount) return;
    }
  }
});

describe('an act on a delivery', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  /** An update is made within the page, without a word to the indexes, only if none of them looks at a column that changes. */
  it('changes nothing that an index looks at', async () => {
    const { rows } = await app.db.query<{ column: string }>(
      `select distinct a.attname as column from pg_index i
         join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refobjid = i.indrelid and d.refobjsubid > 0
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
       where i.indrelid = 'delivery'::regclass order by 1`,
    );
    const indexed = rows.map(({ column }) => column);
    // A unit's number in the book, arrival itself, being finished and being moved do write into indexes.
    expect(indexed).toEqual(
      [
        'arrival_number',
        'acknowledge_by',
        'book_id',
        'copy_id',
        'delivered_at',
        'document_id',
        'id',
        'is_open',
        'sender_unit_id',
        'taken_back_id',
        'unit_id',
      ].toSorted(),
    );
  });
});

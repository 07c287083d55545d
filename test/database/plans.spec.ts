import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ChangesReader } from '../../src/live/changes.reader.ts';
import { Sealer } from '../../src/receipts/sealer.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation } from '../support/organisation.ts';

type Ask = (this: pg.Client, ...rest: unknown[]) => unknown;

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const UNITS = 1500;
const DOCUMENTS = 10;

/** With many rows in the tables, the lists people open all day read what they show and little else; plans, not times. */
describe('the plans of the busy statements', () => {
  let app: TestApp;
  let org: Organisation;
  const asked: Statement[] = [];
  const { prototype } = pg.Client as unknown as { prototype: { query: Ask } };
  const { query } = prototype;
  const as = (who: Parameters<ReturnType<typeof api>['as']>[0]) => api(app).as(who);
  const reader = () => {
    const [unit] = org.units;
    if (!unit) throw new Error('no unit');
    return unit.clerk;
  };

  const issue = async (): Promise<string> => {
    const recipients = [{ target: 'all_units', purpose: 'act' }];
    const { body } = await as(org.office.clerk)
      .post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Báo cáo tháng', recipients })
      .expect(201);
    const path = `/outgoing-documents/${(body as { id: string }).id}`;
    await as(org.office.clerk).post(`${path}/submission`).expect(201);
    await as(org.office.leader).post(`${path}/approval`).expect(201);
    await as(org.office.clerk).post(`${path}/issuance`).expect(201);
    return path;
  };

  beforeAll(async () => {
    app = await startTestApp();
    org = await anOrganisation(app, 1);
    await app.db.query(
      `with made as (
         insert into unit (id, parent_id, code, kind, opened_on, created_at)
         select gen_random_uuid(), case when i % 3 = 0 then null else $1::uuid end, 'DV' || i, 'agency', '2020-01-01', '2020-01-01'
         from generate_series(1, $2) i returning id, code)
       insert into unit_name select id, '2020-01-01', 'Chi đoàn ' || code, code from made`,
      [org.office.id, UNITS],
    );
    await app.db.query(`analyze unit, unit_name`);
    for (let i = 0; i < DOCUMENTS; i++) {
      app.clock.advance(3600_000);
      await as(org.office.clerk)
        .post(`${await issue()}/dispatches`, {})
        .expect(201);
    }
    // Nearly all is done, as after years; what is open is a small part of the table.
    await app.db.query(
      `update delivery set state = 'done', is_open = false, opened_at = delivered_at, acknowledged_at = delivered_at, done_at = delivered_at
       where delivered_at < (select max(delivered_at) from delivery)`,
    );
    // Others' copies too: a unit's own are few among them.
    await app.db.query(
      `insert into delivery (dispatch_id, document_id, copy_id, sender_unit_id, unit_id, purpose, state, is_open, delivered_at, done_at, acknowledge_by)
       select null, null, copy_id, (select id from unit where code = 'DV3'), unit_id, purpose, 'done', false, delivered_at - make_interval(days => i), done_at, acknowledge_by
       from delivery, generate_series(1, 2) i`,
    );
    // A busy unit: more is open than a page shows.
    await app.db.query(
      `insert into delivery (copy_id, sender_unit_id, unit_id, purpose, state, is_open, delivered_at, open_by, acknowledge_by, finish_by)
       select copy_id, sender_unit_id, unit_id, 'act', 'delivered', true, delivered_at - make_interval(hours => i), open_by, acknowledge_by, finish_by
       from (select * from delivery where unit_id = $1 limit 1) d, generate_series(1, 2000) i`,
      [org.units[0]?.id],
    );
    await app.db.query(`vacuum analyze delivery`);
    await app.db.query(`analyze document_copy, outgoing_document, dispatch`);
    prototype.query = function (this: pg.Client, ...rest: unknown[]): unknown {
      const [config] = rest as [Statement | string];
      if (typeof config === 'object' && typeof config.text === 'string')
        asked.push({ text: config.text, values: config.values ?? [] });
      return query.apply(this, rest);
    };
  }, 60_000);
  afterAll(async () => {
    prototype.query = query;
    await app.stop();
  });

  /** What the service has asked of a table while `work` ran, explained with and without knowing the values. */
  async function plansOf(table: RegExp, work: () => Promise<unknown>): Promise<Plan[][]> {
    asked.length = 0;
    await work();
    const statements = asked.filter(({ text }) => table.test(text) && !text.startsWith('explain'));
    expect(statements.length).toBeGreaterThan(0);
    const client = await app.db.connect();
    try {
      return await Promise.all(statements.map((statement) => explain(client, statement)));
    } finally {
      client.release();
    }
  }

  async function explain(client: pg.PoolClient, { text, values }: Statement): Promise<Plan[]> {
    const analyze = /^\s*select/.test(text) ? 'analyze, ' : '';
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (${analyze}format json) ${text}`, [
      ...values,
    ]);
    const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
    return rows.flatMap((row) => flat(row['QUERY PLAN'][0].Plan));
  }

  const scansOf = (plans: readonly Plan[], table: string) => plans.filter((node) => node['Relation Name'] === table);
  /** By which indexes of a table the rows were found; a scan of all of it counts as one named so. */
  const indexesOf = (plans: readonly Plan[], table: string): string[] => [
    ...new Set([
      ...plans.map((node) => node['Index Name'] ?? '').filter((name) => name.startsWith(`${table}_`)),
      ...scansOf(plans, table)
        .map((node) => node['Node Type'])
        .filter((type) => type === 'Seq Scan'),
    ]),
  ];
  const sorts = (plans: readonly Plan[]) => plans.filter((node) => /Sort/.test(node['Node Type']));

  const LISTS = [
    ['the inbox', '/incoming-documents?limit=5', 'delivery_inbox'],
    ['what is not opened', '/incoming-documents?limit=5&box=unopened', 'delivery_waiting_for_unit'],
    ['what is not acknowledged', '/incoming-documents?limit=5&box=unacknowledged', 'delivery_waiting_for_unit'],
    ['what is open', '/incoming-documents?limit=5&box=open', 'delivery_waiting_for_unit'],
    ['what is late', '/incoming-documents?limit=5&box=overdue', 'delivery_waiting_for_unit'],
  ] as const;

  it.each(LISTS)('%s comes out of its index in order', async (_, path, index) => {
    for (const plans of await plansOf(/from delivery v/, () => as(reader()).get(path).expect(200))) {
      expect(indexesOf(plans, 'delivery')).toEqual([index]);
      // Few are late among those that are open: they may be sorted.
      expect(path.endsWith('overdue') ? [] : sorts(plans)).toEqual([]);
    }
  });

  it('a further page is read from where it begins', async () => {
    const { body } = await as(reader()).get('/incoming-documents?limit=30').expect(200);
    const { next } = body as { next: string };
    const path = `/incoming-documents?limit=5&after=${encodeURIComponent(next)}`;
    for (const plans of await plansOf(/from delivery v/, () => as(reader()).get(path).expect(200))) {
      expect(indexesOf(plans, 'delivery')).toEqual(['delivery_inbox']);
      expect(sorts(plans)).toEqual([]);
      for (const node of scansOf(plans, 'delivery')) {
        expect(node['Actual Rows']).toBeLessThanOrEqual(6);
        expect(node['Rows Removed by Filter'] ?? 0).toBeLessThanOrEqual(1);
      }
    }
  });

  it('the boxes are counted from what is open alone', async () => {
    for (const plans of await plansOf(/from delivery v/, () =>
      as(reader()).get('/incoming-documents/boxes').expect(200),
    ))
      expect(indexesOf(plans, 'delivery')).toEqual(['delivery_waiting_for_unit']);
  });

  it('the outgoing book says how many have received a document without reading its copies', async () => {
    for (const plans of await plansOf(/from outgoing_document d/, async () => {
      const { body } = await as(org.office.clerk).get('/registers/outgoing?limit=5').expect(200);
      const received = (body as { items: { received: string }[] }).items.map((line) => line.received);
      expect(received).toEqual(Array.from({ length: 5 }, () => `${UNITS * (2 / 3) + 1}/${UNITS * (2 / 3) + 1}`));
    })) {
      expect(scansOf(plans, 'delivery')).toEqual([]);
      expect(scansOf(plans, 'tracking_cell').map((node) => node['Node Type'])).not.toContain('Seq Scan');
    }
  });

  it('what senders wait for comes out of its index in order, the longest overdue first', async () => {
    const lists = await plansOf(/from delivery v/, () =>
      as(org.office.clerk).get('/outstanding-deliveries?limit=5').expect(200),
    );
    for (const plans of lists) {
      expect(indexesOf(plans, 'delivery')).toEqual(['delivery_waiting_for_sender']);
      expect(sorts(plans)).toEqual([]);
    }
  });

  it('what happened is told from the copies it names, and of a dispatch from those of its document', async () => {
    await app.get(Sealer).seal();
    const newest = (await app.get(Sealer).seal()) ?? 0;
    const listening = org.units.map(({ id }) => id);
    for (const plans of await plansOf(/seal_head/, () =>
      app.get(ChangesReader).between(newest - 1, newest, [org.office.id, ...listening]),
    )) {
      expect(indexesOf(plans, 'delivery').toSorted()).toEqual(['delivery_once', 'delivery_pkey']);
    }
  });

  it('a dispatch finds its units by the tree and writes them without looking at every unit or copy', async () => {
    const small = await as(org.office.clerk)
      .post('/outgoing-documents', {
        typeCode: 'cong_van',
        subject: 'Báo cáo',
        recipients: [{ target: 'unit', unitId: org.units[0]?.id, purpose: 'act' }],
      })
      .expect(201);
    const path = `/outgoing-documents/${(small.body as { id: string }).id}`;
    await as(org.office.clerk).post(`${path}/submission`).expect(201);
    await as(org.office.leader).post(`${path}/approval`).expect(201);
    await as(org.office.clerk).post(`${path}/issuance`).expect(201);
    const statements = await plansOf(/delivery|from unit/, () =>
      as(org.office.clerk).post(`${path}/dispatches`, {}).expect(201),
    );
    for (const plans of statements) {
      expect(scansOf(plans, 'delivery').filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(scansOf(plans, 'unit').filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    }
  });

  it('a dispatch asks for the same number of statements whatever its recipients', async () => {
    const few = await issue();
    await app.db.query(`update outgoing_recipient set target = 'unit', unit_id = $2 where document_id = $1`, [
      few.split('/').at(-1),
      org.units[0]?.id,
    ]);
    const many = await issue();
    asked.length = 0;
    await as(org.office.clerk).post(`${few}/dispatches`, {}).expect(201);
    const one = asked.length;
    asked.length = 0;
    await as(org.office.clerk).post(`${many}/dispatches`, {}).expect(201);
    // How many units there can be is asked for lists alone; as many as here need no longer limit.
    expect(asked.length - one).toBeLessThanOrEqual(2);
    expect(asked.length).toBeLessThanOrEqual(26);
  });
});

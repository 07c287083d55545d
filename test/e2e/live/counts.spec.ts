import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DELIVERY_STATES } from '../../../src/incoming/delivery.states.ts';
import { TrackingCounts } from '../../../src/outgoing/tracking-counts.ts';
import { waitingCondition } from '../../../src/outgoing/tracking.rows.ts';
import { api } from '../../support/api.ts';
import { A_MONDAY, startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';

/** The board as it was counted before there were cells. */
const COUNTED = `select count(*)::int as recipients, count(*) filter (where v.opened_at is not null)::int as opened,
    count(*) filter (where v.acknowledged_at is not null)::int as acknowledged, count(*) filter (where v.registered_at is not null)::int as registered,
    count(*) filter (where v.state = 'done')::int as done, count(*) filter (where v.state in ('refused', 'returned', 'noted'))::int as refused,
    count(*) filter (where v.state = 'undeliverable')::int as undeliverable, count(*) filter (where v.state in ('withdrawn', 'superseded'))::int as withdrawn,
    count(*) filter (where v.is_open)::int as open, count(*) filter (where ${waitingCondition('overdue', '$2')})::int as overdue
  from delivery v where v.document_id = $1 and not (v.state = 'withdrawn' and v.delivered_at is null)`;

let app: TestApp;
let second: TestApp;
let org: Organisation;
let documentId: string;
let deliveries: string[];
const counts = () => app.get(TrackingCounts);

beforeAll(async () => {
  app = await startTestApp();
  second = await startTestApp({ database: app.database, clock: app.clock });
  org = await anOrganisation(app, 6);
  documentId = await sent();
  deliveries = (
    await app.db.query<{ id: string }>(`select id from delivery where document_id = $1 order by id`, [documentId])
  ).rows.map(({ id }) => id);
});
afterAll(async () => {
  await second?.stop();
  await app?.stop();
});

async function sent(): Promise<string> {
  const as = (person: Organisation['office']['clerk']) => api(app).as(person);
  const recipients = [{ target: 'all_units', purpose: 'act' }];
  const draft = { typeCode: 'cong_van', subject: 'Về việc rà soát', recipients };
  const { id } = (await as(org.office.clerk).post('/outgoing-documents', draft).expect(201)).body as { id: string };
  await as(org.office.clerk).post(`/outgoing-documents/${id}/submission`).expect(201);
  await as(org.office.leader).post(`/outgoing-documents/${id}/approval`).expect(201);
  await as(org.office.clerk).post(`/outgoing-documents/${id}/issuance`).expect(201);
  await as(org.office.clerk).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
  return id;
}

const DAYS = [-20, -2, 0, 3, 9, 30];
const dayAfter = (days: number): Date => new Date(A_MONDAY.getTime() + days * 86_400_000);
const aTime = fc.option(fc.constantFrom(...DAYS).map(dayAfter), { nil: null });

/** Any change of a row, also such as no act makes, mostly of one column alone: the counts must not depend on who writes what. */
const aWrite = fc.tuple(
  fc.nat(),
  fc.record(
    {
      state: fc.constantFrom(...DELIVERY_STATES),
      is_open: fc.boolean(),
      delivered_at: aTime,
      opened_at: aTime,
      acknowledged_at: aTime,
      done_at: aTime,
      open_by: aTime,
      acknowledge_by: aTime,
      finish_by: aTime,
    },
    { requiredKeys: [] },
  ),
);
type Write = typeof aWrite extends fc.Arbitrary<infer T> ? T : never;

async function write(to: TestApp, [which, columns]: Write): Promise<void> {
  const id = deliveries[which % deliveries.length];
  for (const [column, value] of Object.entries(columns))
    await to.db.query(`update delivery set ${column} = $2 where id = $1`, [id, value]);
}

async function agree(): Promise<void> {
  for (const days of DAYS) {
    const now = dayAfter(days);
    const { rows } = await app.db.query<object>(COUNTED, [documentId, now]);
    expect(await counts().summary(documentId, now)).toEqual(rows[0]);
  }
  expect((await counts().verifyAll()).faults).toEqual([]);
}

describe('the counts of a board', () => {
  it('are exact from the dispatch on, folded or not', async () => {
    const { body } = await api(app).as(org.office.clerk).get(`/outgoing-documents/${documentId}/tracking`).expect(200);
    expect((body as { summary: object }).summary).toMatchObject({ recipients: 6, opened: 0, open: 6, overdue: 0 });
    await agree();
    expect(await counts().fold()).toBeGreaterThan(0);
    expect(await counts().fold()).toBe(0);
    await agree();
  });

  it('catch up in portions, one document after the other', async () => {
    await counts().fold();
    const cells = () =>
      app.db.query(`select document_id, sum(copies)::int as copies from tracking_cell
        where document_id::text like 'ffffffff-%' group by 1 order by 1`);
    await app.db.query(`insert into tracking_change
      select ('ffffffff-0000-0000-0000-00000000000' || n)::uuid, 'delivered', true, false, false, false, 'infinity', n
      from generate_series(1, 5) n, generate_series(1, 3)`);
    expect(await counts().fold(undefined, 2)).toBe(15);
    expect((await cells()).rows.map(({ copies }) => copies as number)).toEqual([3, 6, 9, 12, 15]);
    expect((await app.db.query(`select from tracking_change`)).rowCount).toBe(0);
  });

  it('are those of the rows after any writes, with foldings between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: aWrite }, { weight: 1, arbitrary: fc.constant('fold' as const) }), {
          maxLength: 12,
        }),
        async (steps) => {
          for (const step of steps) await (step === 'fold' ? counts().fold(undefined, 1) : write(app, step));
          await agree();
        },
      ),
      { numRuns: 15 },
    );
  });

  it('are exact at every moment while many write and two processes fold', async () => {
    const acts = { goOn: true };
    const folding = [app, second].map(async (process) => {
      while (acts.goOn) await process.get(TrackingCounts).fold();
    });
    const looking = (async () => {
      while (acts.goOn) expect((await counts().verifyAll()).faults).toEqual([]);
    })();
    const writes = fc.sample(aWrite, 100);
    await Promise.all(
      [app, second].flatMap((to, k) =>
        [0, 1].map(async (j) => {
          for (const one of writes.filter((_, i) => i % 4 === k * 2 + j)) await write(to, one);
        }),
      ),
    );
    acts.goOn = false;
    await Promise.all([...folding, looking]);
    await agree();
  });

  it('betray who wrote behind their back', async () => {
    await counts().fold();
    await app.db.query(
      `begin; set local session_replication_role = replica; update delivery set state = 'undeliverable', delivered_at = now() where document_id = '${documentId}'; commit`,
    );
    expect((await counts().verifyAll()).faults).toMatchObject([{ documentId }]);
  });
});

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PURPOSES } from '../../src/calendar/deadlines.policy.ts';
import type { DraftLine } from '../../src/outgoing/recipient-line.ts';
import { Recipients } from '../../src/outgoing/recipients.ts';
import { recipientsOf } from '../../src/outgoing/recipients.sql.ts';
import { Database } from '../../src/platform/database/database.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import { api } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type StaffedUnit } from '../support/organisation.ts';
import { aUnit } from '../support/people.ts';

const KINDS = ['agency', 'enterprise', 'school', 'block', 'body', 'person', 'superior'] as const;

let app: TestApp;
let office: StaffedUnit;
let unitIds: string[] = [];
const groupIds: string[] = [];
const as = (who: Parameters<ReturnType<typeof api>['as']>[0]) => api(app).as(who);

const issue = async (recipients: readonly object[]): Promise<string> => {
  const draft = await as(office.clerk)
    .post('/outgoing-documents', { typeCode: 'cong_van', subject: 'Rà soát số liệu', recipients })
    .expect(201);
  const path = `/outgoing-documents/${(draft.body as { id: string }).id}`;
  await as(office.clerk).post(`${path}/submission`).expect(201);
  await as(office.leader).post(`${path}/approval`).expect(201);
  await as(office.clerk).post(`${path}/issuance`).expect(201);
  return path;
};

async function aGroup(parts: Readonly<Record<string, object>>): Promise<string> {
  let { body } = await as(office.clerk)
    .post('/groups', { name: `Nhóm ${groupIds.length + 1}` })
    .expect(201);
  for (const [part, content] of Object.entries(parts)) {
    ({ body } = await as(office.clerk)
      .put(`/groups/${body.id}/${part}`, content)
      .set('If-Match', `"${body.version}"`)
      .expect(200));
  }
  return body.id as string;
}

beforeAll(async () => {
  app = await startTestApp({ config: { STATEMENT_TIMEOUT_MS: '1500' } });
  ({ office } = await anOrganisation(app, 0));
  // A tree three levels deep with every kind in it, and units that stand beside it.
  const parents = [office.id];
  for (let i = 0; i < 36; i++) {
    const unit = await aUnit(app, {
      parentId: i % 9 === 8 ? null : (parents[i % parents.length] ?? null),
      kind: KINDS[i % KINDS.length],
      channel: ['body', 'person'].includes(KINDS[i % KINDS.length] ?? '') ? 'paper' : 'system',
    });
    unitIds.push(unit.id);
    if (i < 12) parents.push(unit.id);
  }
  const [a, b, c, d, e, f] = unitIds;
  groupIds.push(await aGroup({ members: { unitIds: [a, b, c, office.id] } }));
  groupIds.push(await aGroup({ rule: { reach: 'below', kinds: ['agency', 'school'] } }));
  groupIds.push(
    await aGroup({ members: { unitIds: [d, e] }, groups: { groupIds: [...groupIds] }, exceptions: { unitIds: [a] } }),
  );
  groupIds.push(await aGroup({ members: { unitIds: [f] } }));
  groupIds.push(await aGroup({}));
  // Closed ones are in the lists of members still, and reached by none of them.
  await app.db.query(`update unit set closed_on = '2020-05-01' where id = any($1)`, [[b, f, unitIds[20]]]);
  unitIds = [...unitIds, office.id];
}, 60_000);
afterAll(() => app.stop());

const line = (): fc.Arbitrary<DraftLine> =>
  fc
    .record({
      target: fc.constantFrom('unit' as const, 'group' as const, 'all_units' as const),
      unitId: fc.constantFrom(...unitIds),
      groupId: fc.constantFrom(...groupIds),
      purpose: fc.constantFrom(...PURPOSES),
    })
    .map(({ target, unitId, groupId, purpose }) => ({
      target,
      unitId: target === 'unit' ? unitId : null,
      groupId: target === 'group' ? groupId : null,
      purpose,
    }));

describe('lines are turned into units', () => {
  it('within the database by the same rules as for the screen', async () => {
    const [database, recipients] = [app.get(Database), app.get(Recipients)];
    await fc.assert(
      fc.asyncProperty(fc.array(line(), { minLength: 1, maxLength: 6 }), async (lines) => {
        const shown = await recipients.expand(database, office.id, lines);
        const { tables, values, purposes } = recipientsOf(office.id, lines);
        const row = await database.first<{ counts: Record<string, number>; units: [string, number, string][] | null }>(
          `with recursive ${tables} select (select coalesce(json_object_agg(position, count), '{}') from (select position, count(*) from named group by 1) c) as counts,
             (select json_agg(json_build_array(unit_id, strength, channel)) from recipient) as units`,
          values,
        );
        const sent = (row?.units ?? []).map(([id, strength, channel]) => [id, purposes[strength - 1], channel]);
        const expected = shown.recipients.map(({ unit, purpose }) => [unit.id, purpose, unit.channel]);
        // Sorted as they come: the copies are written in the order of the units.
        expect(sent).toEqual(expected.toSorted(([x], [y]) => (String(x) < String(y) ? -1 : 1)));
        expect(lines.map((_, i) => row?.counts[i + 1] ?? 0)).toEqual(shown.lines.map(({ count }) => count));
        const named = await recipients.name(database, office.id, lines);
        expect(named.lines.map(({ label }) => label)).toEqual(shown.lines.map(({ label }) => label));
      }),
      { numRuns: 150 },
    );
  });

  it('and the receipt of the dispatch names exactly those that got a copy', async () => {
    const path = await issue([
      { target: 'group', groupId: groupIds[2], purpose: 'inform' },
      { target: 'all_units', purpose: 'report' },
      { target: 'unit', unitId: unitIds[0], purpose: 'act' },
      { target: 'unit', unitId: office.id, purpose: 'file' },
    ]);
    const check = await as(office.clerk).get(`${path}/pre-flight`).expect(200);
    const { recipients } = check.body as { recipients: { unitId: string; purpose: string; hasItAlready: boolean }[] };
    const { body: first } = await as(office.clerk).post(`${path}/dispatches`, {}).expect(201);
    await isProven(
      path,
      first.id as string,
      recipients.map((r) => `${r.unitId} ${r.purpose}`),
    );
    expect(first.recipientCount).toBe(recipients.length);
    expect(first.lines.map((l: { count: number }) => l.count)).toEqual(
      (check.body as { lines: { count: number }[] }).lines.map(({ count }) => count),
    );

    // Sent on: who has it already gets nothing, and is in no proof.
    const outside = await aUnit(app);
    const again = [...recipients.map((r) => r.unitId), outside.id].filter((id) => id !== office.id);
    const further = { recipients: again.map((unitId) => ({ target: 'unit', unitId, purpose: 'act' })) };
    const { body: second } = await as(office.clerk).post(`${path}/dispatches`, further).expect(201);
    expect(second.recipientCount).toBe(1);
    await isProven(path, second.id as string, [`${outside.id} act`]);
    await as(office.clerk).post(`${path}/dispatches`, further).expect(409);
  });

  async function isProven(path: string, dispatchId: string, expected: readonly string[]): Promise<void> {
    const { rows } = await app.db.query<{ line: string }>(
      `select unit_id || ' ' || purpose as line from delivery where dispatch_id = $1`,
      [dispatchId],
    );
    expect(rows.map((row) => row.line).toSorted()).toEqual(expected.toSorted());
    const { rows: receipts } = await app.db.query<{ detail: Record<string, unknown> }>(
      `select detail from receipt where fact = 'dispatched' and document_id = $1 and detail->>'dispatchId' = $2`,
      [path.split('/').at(-1), dispatchId],
    );
    const recipientsSha256 = createHash('sha256').update(expected.toSorted().join('\n')).digest('hex');
    expect(receipts.map((r) => r.detail)).toMatchObject([{ recipients: expected.length, recipientsSha256 }]);
  }

  it('nobody is refused before anything is written', async () => {
    const path = await issue([{ target: 'group', groupId: groupIds[4], purpose: 'act' }]);
    const { body } = await as(office.clerk).post(`${path}/dispatches`, {}).expect(422);
    expect(body).toMatchObject({ code: 'outgoing.no-recipients' });
    const { rows } = await app.db.query(`select from dispatch where document_id = $1`, [path.split('/').at(-1)]);
    expect(rows).toEqual([]);
  });
});

describe('the limit of a statement', () => {
  it('is longer while the copies of very many are written, and the usual one otherwise', async () => {
    const path = await issue([{ target: 'all_units', purpose: 'act' }]);
    // A slow disk, for a directory of some thousands; as many as fit into the pages of its table.
    await app.db
      .query(`create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(2); return null; end $$;
      create trigger slow after insert on delivery for each statement execute function be_slow()`);
    await as(office.clerk).post(`${path}/dispatches`, {}).expect(503);
    await app.db.query(
      `insert into unit (id, code, kind, opened_on, created_at)
       select gen_random_uuid(), 'XA' || i, 'agency', '2020-01-01', '2020-01-01' from generate_series(1, 5000) i`,
    );
    await as(office.clerk).post(`${path}/dispatches`, {}).expect(201);
    await app.db.query(`drop trigger slow on delivery`);
  });

  it('is given back', async () => {
    const work = app.get(UnitOfWork);
    const limit = async (tx: { first: Database['first'] }) =>
      (await tx.first<{ v: string }>(`select current_setting('statement_timeout') as v`))?.v;
    await work.run(async (tx) => {
      await expect(tx.allow(60_000, () => limit(tx))).resolves.toBe('1min');
      await expect(limit(tx)).resolves.toBe('1500ms');
      // Never shorter than it was.
      await expect(tx.allow(10, () => limit(tx))).resolves.toBe('1500ms');
    });
    await expect(work.run((tx) => tx.allow(60_000, () => tx.run('select 1 / 0')))).rejects.toMatchObject({
      code: '22012',
    });
    await work.run(async (tx) => expect(await limit(tx)).toBe('1500ms'));
  });
});

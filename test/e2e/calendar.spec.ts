import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { api, type SignedIn } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import { aPerson } from '../support/people.ts';

interface Version {
  readonly id: string;
  readonly no: number;
  readonly version: number;
  readonly holidays: { date: string; name: string }[];
}
interface Moves {
  readonly items: { unitId: string; deliveryId: string; acknowledge: object; finish: { from: string; to: string } }[];
  readonly next: string | null;
  readonly examined: number;
  readonly moved: number;
  readonly isComplete: boolean;
}

let app: TestApp;
let neighbour: TestApp;
let org: Organisation;
let early: StaffedUnit;
let usual: StaffedUnit;

beforeAll(async () => {
  app = await startTestApp();
  neighbour = await startTestApp({ database: app.database, clock: app.clock });
  org = await anOrganisation(app, 2);
  [early, usual] = org.units as [StaffedUnit, StaffedUnit];
});
afterAll(async () => {
  await neighbour.stop();
  await app.stop();
});

const as = (person: SignedIn, on = app) => api(on).as(person);
const admin = () => as(org.office.admin);

async function dispatched(on = app, urgency = 'normal'): Promise<string> {
  const { clerk, leader } = org.office;
  const body = {
    typeCode: 'cong_van',
    subject: 'Rà soát',
    urgency,
    recipients: [{ target: 'all_units', purpose: 'act' }],
  };
  const { id } = (await as(clerk, on).post('/outgoing-documents', body).expect(201)).body as { id: string };
  await as(clerk, on).post(`/outgoing-documents/${id}/submission`).expect(201);
  await as(leader, on).post(`/outgoing-documents/${id}/approval`).expect(201);
  await as(clerk, on).post(`/outgoing-documents/${id}/issuance`).expect(201);
  await as(clerk, on).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
  return id;
}

async function clocksAt(unit: StaffedUnit, documentId: string) {
  const { rows } = await app.db.query<{ id: string; open: Date; acknowledge: Date; finish: Date; rule: string }>(
    `select id, open_by as open, acknowledge_by as acknowledge, finish_by as finish, deadline_rule as rule from delivery
     where document_id = $1 and unit_id = $2`,
    [documentId, unit.id],
  );
  return rows[0]!;
}

async function aDraft(change: object): Promise<Version> {
  const made = (await admin().post('/calendar-versions', { note: 'Nghỉ bù' }).expect(201)).body as Version;
  return (await admin().patch(`/calendar-versions/${made.id}`, change).set('if-match', `"${made.version}"`).expect(200))
    .body as Version;
}

const inForce = (draft: Version) =>
  admin().post(`/calendar-versions/${draft.id}/entry-into-force`, {
    reason: 'Theo thông báo nghỉ',
    version: draft.version,
  });

const holidays = (version: Version, date: string) => [...version.holidays, { date, name: 'Nghỉ theo thông báo' }];
const at = (local: string): Date => new Date(`${local}:00+07:00`);

describe('the working calendar', () => {
  let first: Version;

  it('is read by everybody and arranged by administrators at the top', async () => {
    first = (await as(usual.member).get('/working-calendar').expect(200)).body as Version;
    expect(first).toMatchObject({ no: 1, label: '2020-2030.1', zone: 'Asia/Ho_Chi_Minh' });
    const below = await aPerson(app, [[usual.id, 'admin']]);
    const { body } = await as(below).post('/calendar-versions', { note: 'Nghỉ bù' }).expect(403);
    expect(body).toMatchObject({ code: 'calendar.root-only' });
    await as(usual.member).get('/calendar-versions').expect(403);
  });

  it('refuses a draft that does not hold together, a second draft, an old version of it', async () => {
    const draft = await aDraft({});
    const { body } = await admin().post('/calendar-versions', { note: 'Khác' }).expect(409);
    expect(body).toMatchObject({ code: 'calendar.draft-exists' });
    const patch = (change: object, version = draft.version) =>
      admin().patch(`/calendar-versions/${draft.id}`, change).set('if-match', `"${version}"`);
    const bad = await patch({
      makeUpDays: ['2020-05-18'],
      unitHours: [{ unitId: '00000000-0000-4000-8000-00000000dead', officeHours: [{ from: '08:00', to: '07:00' }] }],
    }).expect(422);
    expect((bad.body as { errors: { code: string }[] }).errors.map(({ code }) => code).toSorted()).toEqual([
      'hoursOutOfOrder',
      'notDayOff',
      'unknownUnit',
    ]);
    await patch({ note: 'Đổi' }, 99).expect(412);
    await admin().post(`/calendar-versions/${draft.id}/discarding`).expect(201);
    await admin().post(`/calendar-versions/${draft.id}/discarding`).expect(200);
    expect((await patch({ note: 'Đổi' }).expect(409)).body).toMatchObject({ code: 'calendar.not-draft' });
  });

  it('moves no deadline by itself; new ones are computed with it at once, in other processes too', async () => {
    const before = await dispatched();
    const seenByNeighbour = await dispatched(neighbour);
    const clocks = await clocksAt(usual, before);
    expect(clocks.finish).toEqual(at('2020-05-28T00:00'));
    await as(early.clerk)
      .post(`/incoming-documents/${(await clocksAt(early, before)).id}/acknowledgement`)
      .expect(201);

    const draft = await aDraft({ holidays: holidays(first, '2020-05-20') });
    const preview = (await admin().get(`/calendar-versions/${draft.id}/deadline-moves?limit=1`).expect(200))
      .body as Moves;
    expect(preview).toMatchObject({ examined: 4, moved: 4, isComplete: true });
    expect(preview.items).toHaveLength(1);
    expect(preview.items[0]!.finish).toEqual({
      from: at('2020-05-28T00:00').toISOString(),
      to: at('2020-05-29T00:00').toISOString(),
    });
    const rest = (await admin().get(`/calendar-versions/${draft.id}/deadline-moves?after=${preview.next}`).expect(200))
      .body as Moves;
    expect(rest.items.map(({ deliveryId }) => deliveryId)).not.toContain(preview.items[0]!.deliveryId);
    expect(rest.items).toHaveLength(3);
    expect(rest.next).toBeNull();

    await inForce(draft).expect(201);
    await inForce(draft).expect(200);
    expect((await clocksAt(usual, before)).finish).toEqual(at('2020-05-28T00:00'));
    // The neighbour keeps the old version in memory; the statement that writes the deadlines tells it.
    const after = await dispatched(neighbour);
    expect(await clocksAt(usual, after)).toMatchObject({
      finish: at('2020-05-29T00:00'),
      rule: `deadlines 1, calendar ${draft.no}`,
    });
    expect(await clocksAt(usual, seenByNeighbour)).toMatchObject({ rule: 'deadlines 1, calendar 2020-2030.1' });
  });

  it('is recalculated by an act, which tells each unit once and leaves history alone', async () => {
    app.clock.advance(60_000);
    const { items } = (await admin().get('/calendar-versions').expect(200)).body as { items: Version[] };
    const current = items.find((version) => version.no === 3)!;
    const early1 = { holidays: holidays({ ...first }, '2020-05-19').concat(holidays(first, '2020-05-20').slice(-1)) };
    const draft = await aDraft(early1);
    expect(
      (await admin().post(`/calendar-versions/${draft.id}/recalculations`, { reason: 'Tính lại' }).expect(409)).body,
    ).toMatchObject({ code: 'calendar.not-in-force' });
    await inForce(draft).expect(201);
    const asked = await admin()
      .post(`/calendar-versions/${draft.id}/recalculations`, { reason: 'Nghỉ đột xuất' })
      .expect(201);
    const { id } = asked.body as { id: string };
    await admin().post(`/calendar-versions/${draft.id}/recalculations`, { reason: 'Lần nữa' }).expect(409);
    await app.get(Jobs).drain();
    const done = (await admin().get(`/deadline-recalculations/${id}`).expect(200)).body as object;
    expect(done).toMatchObject({ examined: 6, moved: 6, calendarNo: draft.no });
    const { rows } = await app.db.query<{ open: boolean; finish: Date; rule: string }>(
      `select open_from = open_to as open, finish_to as finish, rule_to as rule from deadline_move where recalculation_id = $1`,
      [id],
    );
    expect(rows).toHaveLength(6);
    expect(
      rows.every(({ finish, rule }) => +finish === +at('2020-05-30T00:00') && rule.endsWith(String(draft.no))),
    ).toBe(true);
    const notices = (await as(usual.clerk).get('/notices').expect(200)).body as {
      items: { kind: string; title: string }[];
    };
    expect(notices.items.filter(({ kind }) => kind === 'deadlines.moved')).toMatchObject([
      { title: 'Hạn của 3 văn bản đã đổi' },
    ]);
    expect(current.no).toBe(3);
    await admin().get('/deadline-recalculations').expect(200);
  });

  it('lets a unit keep office hours of its own', async () => {
    app.clock.set(at('2020-06-01T16:45'));
    const hours = [
      { from: '06:30', to: '10:30' },
      { from: '12:30', to: '16:30' },
    ];
    const draft = await aDraft({ unitHours: [{ unitId: early.id, officeHours: hours }] });
    await inForce(draft).expect(201);
    const id = await dispatched(app, 'khan');
    // Its office has closed: the hour runs from the next opening. The others have a quarter of an hour left today.
    expect((await clocksAt(early, id)).open).toEqual(at('2020-06-02T07:30'));
    expect((await clocksAt(usual, id)).open).toEqual(at('2020-06-02T00:00'));
    const version = (await admin().get(`/calendar-versions/${draft.id}`).expect(200)).body as object;
    expect(version).toMatchObject({
      unitHours: [{ unitId: early.id, unitName: early.name, officeHours: hours }],
      difference: { unitsChanged: 1, officeHoursChanged: false },
      can: { edit: false, putInForce: false, discard: false, recalculate: true },
      reason: 'Theo thông báo nghỉ',
    });
  });

  it('keeps a version that was in force as it was', async () => {
    const fix = (sql: string) => app.db.query(sql);
    await expect(fix(`update working_calendar set data = '{}' where no = 1`)).rejects.toThrow('is fixed');
    await expect(fix(`delete from working_calendar where no = 1`)).rejects.toThrow('are kept');
  });
});

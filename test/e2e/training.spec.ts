import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import yauzl from 'yauzl';
import { CheckInCodes } from '../../src/training/check-in-code.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { TrainingDoor } from '../../src/training/door.service.ts';
import { api, type SignedIn } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';

interface Session {
  readonly id: string;
  readonly startsAt: string;
  readonly capacity: number;
  readonly taken: number;
  readonly waiting: number;
  readonly version: number;
  readonly state: string;
}
interface Booking {
  readonly id: string;
  readonly state: string;
  readonly session: { id: string; startsAt: string } | null;
  readonly waitingFor: { id: string } | null;
  readonly position: number | null;
  readonly traineeName: string;
  readonly replacedTrainee?: string | null;
  readonly invitedTo: number;
  readonly version: number;
}

let app: TestApp;
let org: Organisation;
let weekId: string;
let sessions: Session[];
let [a, b, c]: (StaffedUnit | undefined)[] = [];

const at = (local: string): Date => new Date(`${local}:00+07:00`);
const as = (person: SignedIn) => api(app).as(person);
const admin = () => as(org.office.admin);
const WEEK = {
  name: 'Tập huấn sử dụng phần mềm gửi, nhận văn bản',
  place: 'Văn phòng Đoàn Khối',
  trainer: 'Văn phòng Đoàn Khối',
  firstDay: '2020-05-18',
  lastDay: '2020-05-22',
  capacity: 1,
};

async function aWeek(more: object = {}): Promise<string> {
  const { body } = await admin()
    .post('/training-weeks', { ...WEEK, ...more })
    .expect(201);
  return (body as { id: string }).id;
}

async function sessionsOf(id: string): Promise<Session[]> {
  const { body } = await admin().get(`/training-weeks/${id}/sessions?limit=200`).expect(200);
  return (body as { items: Session[] }).items;
}

const book = (person: Person, more: object = {}, id = weekId) =>
  as(person).post(`/training-weeks/${id}/bookings`, { traineeName: 'Nguyễn Thị Học Viên', ...more });
const booked = async (person: Person, more: object = {}, id = weekId): Promise<Booking> =>
  (await book(person, more, id).expect(201)).body as Booking;
const seen = async (id: string): Promise<Booking> =>
  (await admin().get(`/training-bookings/${id}`).expect(200)).body as Booking;
const change = (person: Person, booking: Booking, body: object) =>
  as(person).patch(`/training-bookings/${booking.id}`, body).set('if-match', `"${booking.version}"`);

interface Mailed {
  readonly subject: string;
  readonly method: string | null;
  readonly ics: string | null;
  readonly text: string;
}

/** What was sent to a unit, the newest last. */
async function mailsTo(unit: StaffedUnit): Promise<Mailed[]> {
  await app.get(Jobs).drain();
  const { rows } = await app.db.query<{
    subject: string;
    text: string;
    parts: { method: string | null; base64: string }[];
  }>(
    `select subject, text_body as text, parts from mail_message where purpose = 'training.booking' and recipient_address = $1 order by created_at, purpose_key`,
    [`${unit.code.toLowerCase()}@cu.example`],
  );
  return rows.map(({ subject, text, parts }) => {
    const part = parts.find(({ method }) => method !== null);
    return {
      subject,
      text,
      method: part?.method ?? null,
      ics: part ? Buffer.from(part.base64, 'base64').toString() : null,
    };
  });
}

function eventIn(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics) as never);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  return {
    method: calendar.getFirstPropertyValue('method') as string,
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toJSDate(),
    end: event.endDate.toJSDate(),
    location: event.location,
    summary: event.summary,
    status: event.component.getFirstPropertyValue('status') as string,
  };
}

beforeAll(async () => {
  app = await startTestApp();
  app.clock.set(at('2020-05-11T08:00'));
  org = await anOrganisation(app, 4);
  [a, b, c] = org.units;
  for (const unit of org.units)
    await app.db.query(`update unit set email = $2 where id = $1`, [unit.id, `${unit.code.toLowerCase()}@cu.example`]);
  weekId = await aWeek();
  sessions = await sessionsOf(weekId);
});
afterAll(() => app.stop());

describe('the training week', () => {
  it('has the forty sessions of the notice, and refuses what lies outside office hours or on top of another', async () => {
    expect(sessions).toHaveLength(40);
    expect(sessions[0]).toMatchObject({ startsAt: at('2020-05-18T07:00').toISOString(), state: 'open', capacity: 1 });
    const add = (startsAt: string, endsAt: string, more: object = {}) =>
      admin().post(`/training-weeks/${weekId}/sessions`, { startsAt: at(startsAt), endsAt: at(endsAt), ...more });
    expect((await add('2020-05-18T11:00', '2020-05-18T12:00').expect(422)).body).toMatchObject({
      code: 'training.bad-time',
      params: { fault: 'outside-hours' },
    });
    expect((await add('2020-05-23T08:00', '2020-05-23T09:00', { isMakeUp: true }).expect(422)).body).toMatchObject({
      params: { fault: 'day-off' },
    });
    expect((await add('2020-05-18T07:30', '2020-05-18T08:30').expect(409)).body).toMatchObject({
      code: 'training.clash',
    });
    await admin()
      .post('/training-weeks', { ...WEEK, firstDay: '2020-05-01', lastDay: '2020-05-03' })
      .expect(422);
    await as(a!.clerk).post(`/training-weeks/${weekId}/assignments`).expect(403);
  });

  it('takes one person of each unit: a second one replaces the first, and it is said', async () => {
    const first = await booked(a!.clerk, { sessionId: sessions[0]!.id });
    expect(first).toMatchObject({ state: 'booked', replacedTrainee: null, session: { id: sessions[0]!.id } });
    const second = await booked(a!.leader, { traineeName: 'Trần Văn Người Khác' });
    expect(second).toMatchObject({
      id: first.id,
      replacedTrainee: 'Nguyễn Thị Học Viên',
      session: { id: sessions[0]!.id },
    });
    await book(a!.member).expect(403);
    expect((await book(b!.clerk, { unitId: a!.id }).expect(404)).body).toMatchObject({ code: 'request.not-found' });
    await as(b!.clerk).get(`/training-bookings/${first.id}`).expect(404);
    const { rows } = await app.db.query(`select from training_booking where week_id = $1 and unit_id = $2`, [
      weekId,
      a!.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('puts those who ask for a full session in a queue, and moves them up in order', async () => {
    const [s0, s1] = sessions as [Session, Session];
    expect((await book(b!.clerk, { sessionId: s0.id }).expect(409)).body).toMatchObject({ code: 'training.full' });
    const waits = await booked(b!.clerk, { sessionId: s0.id, wait: true });
    expect(waits).toMatchObject({ state: 'waiting', position: 1, waitingFor: { id: s0.id }, session: null });
    app.clock.advance(1000);
    const later = await booked(c!.clerk, { sessionId: s1.id });
    const moved = (await change(c!.clerk, later, { sessionId: s0.id, wait: true }).expect(200)).body as Booking;
    expect(moved).toMatchObject({ state: 'booked', session: { id: s1.id }, waitingFor: { id: s0.id }, position: 2 });
    const mine = await booked(a!.clerk, { sessionId: sessions[5]!.id, traineeName: 'Trần Văn Người Khác' });
    expect(mine.session!.id).toBe(sessions[5]!.id);
    expect(await seen(waits.id)).toMatchObject({ state: 'booked', session: { id: s0.id }, position: null });
    const cancelled = await as(b!.clerk).post(`/training-bookings/${waits.id}/cancellation`).expect(201);
    expect(cancelled.body).toMatchObject({ state: 'cancelled' });
    await as(b!.clerk).post(`/training-bookings/${waits.id}/cancellation`).expect(200);
    expect(await seen(later.id)).toMatchObject({ session: { id: s0.id }, waitingFor: null });
    const now = await sessionsOf(weekId);
    expect(now.filter(({ taken }) => taken > 0).map(({ id }) => id)).toEqual([s0.id, sessions[5]!.id]);
  });

  it('tells units by invitations that calendars understand: one event, a rising sequence, a withdrawal', async () => {
    const [s9, s10] = [sessions[9]!, sessions[10]!];
    const unit = org.units[3]!;
    const made = await booked(unit.clerk, { sessionId: s9.id });
    const [first] = await mailsTo(unit);
    const invited = eventIn(first!.ics!);
    expect(invited).toMatchObject({
      method: 'REQUEST',
      uid: `${made.id}@gnvb.test`,
      sequence: 0,
      start: new Date(s9.startsAt),
      end: new Date(+new Date(s9.startsAt) + 3_600_000),
      location: WEEK.place,
      summary: WEEK.name,
      status: 'CONFIRMED',
    });
    expect(first!.subject).toBe(`Giấy mời tập huấn: ${WEEK.name}`);
    app.clock.advance(60_000);
    await change(unit.clerk, await seen(made.id), { sessionId: s10.id }).expect(200);
    app.clock.advance(60_000);
    const second = (await mailsTo(unit)).at(-1)!;
    const moved = eventIn(second.ics!);
    expect(moved).toMatchObject({ method: 'REQUEST', uid: invited.uid, start: new Date(s10.startsAt) });
    expect(moved.sequence).toBeGreaterThan(invited.sequence);
    expect(second.subject).toBe(`Thay đổi lịch tập huấn: ${WEEK.name}`);
    await as(unit.clerk).post(`/training-bookings/${made.id}/cancellation`).expect(201);
    const third = (await mailsTo(unit)).at(-1)!;
    const gone = eventIn(third.ics!);
    expect(gone).toMatchObject({
      method: 'CANCEL',
      uid: invited.uid,
      status: 'CANCELLED',
      start: new Date(s10.startsAt),
    });
    expect(gone.sequence).toBeGreaterThan(moved.sequence);
    expect(await mailsTo(unit)).toHaveLength(3);
    expect((await seen(made.id)).invitedTo).toBe(1);
  });

  it('gives the rest places, moves everybody out of a cancelled session, and shows who stands where', async () => {
    const { body } = await admin().post(`/training-weeks/${weekId}/assignments`).expect(201);
    expect(body).toEqual({ assigned: 2, waiting: 0 });
    expect((await admin().post(`/training-weeks/${weekId}/assignments`).expect(201)).body).toEqual({
      assigned: 0,
      waiting: 0,
    });
    const units = await admin().get(`/training-weeks/${weekId}/units?standing=unnamed`).expect(200);
    expect((units.body as { items: object[] }).items).toHaveLength(2);
    const mine = await booked(a!.clerk, { traineeName: 'Trần Văn Người Khác' });
    const lost = mine.session!.id;
    await admin().post(`/training-sessions/${lost}/cancellation`, { reason: 'Mất điện' }).expect(201);
    await admin().post(`/training-sessions/${lost}/cancellation`, { reason: 'Mất điện' }).expect(200);
    const again = await seen(mine.id);
    expect(again.state).toBe('booked');
    expect(again.session!.id).not.toBe(lost);
    const mail = (await mailsTo(a!)).at(-1)!;
    expect(eventIn(mail.ics!)).toMatchObject({ method: 'REQUEST', start: new Date(again.session!.startsAt) });
  });

  it('books from a list, and names the rows it cannot', async () => {
    const rows = [
      { unitCode: b!.code.toLowerCase(), traineeName: 'Lê Thị Mới' },
      { unitCode: b!.code, traineeName: 'Lê Thị Hai' },
      { unitCode: 'KHONG-CO', traineeName: 'Lê Thị Ba' },
      { unitCode: a!.code, traineeName: 'Trần Văn Người Khác' },
    ];
    const { body } = await admin().post(`/training-weeks/${weekId}/booking-lists`, { rows }).expect(201);
    expect(body).toMatchObject({ booked: 0, replaced: 1, same: 1, refused: 2 });
    expect((body as { rows: object[] }).rows).toMatchObject([
      { row: 1, outcome: 'replaced', replacedTrainee: null },
      { row: 2, outcome: 'refused', problem: 'listed-twice' },
      { row: 3, outcome: 'refused', problem: 'not-invited' },
    ]);
  });

  it('lets trainers read a calendar by a secret address until it is revoked', async () => {
    const { body } = await admin().post(`/training-weeks/${weekId}/feeds`, {}).expect(201);
    const { id, url } = body as { id: string; url: string };
    const path = new URL(url).pathname;
    const read = () => api(app).anonymous().get(path);
    const feed = await read()
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks).toString()));
      });
    expect(feed.status).toBe(200);
    const calendar = new ICAL.Component(ICAL.parse(feed.body as string) as never);
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(40);
    expect(feed.body).not.toContain('Người Khác');
    const { rows } = await app.db.query<{ token_hash: Buffer }>(`select token_hash from training_feed where id = $1`, [
      id,
    ]);
    expect(rows[0]!.token_hash.toString('base64url')).not.toBe(path.split('/').at(-1));
    await admin().post(`/training-feeds/${id}/revocation`).expect(201);
    await admin().post(`/training-feeds/${id}/revocation`).expect(200);
    await read().expect(404);
    await api(app).anonymous().get('/training-feeds/x').expect(404);
    const list = await admin().get(`/training-weeks/${weekId}/feeds`).expect(200);
    expect((list.body as { items: object[] }).items).toHaveLength(1);
  });
});

describe('places under a rush', () => {
  it('gives exactly as many as there are to 200 at once, and keeps the others in order', async () => {
    const units: { readonly id: string }[] = [];
    while (units.length < 200) units.push(await aUnit(app, { parentId: org.office.id }));
    const id = await aWeek({ capacity: 37, place: 'Hội trường' });
    const [only] = await sessionsOf(id);
    const answers = await Promise.all(
      units.map(({ id: unitId }) =>
        book(org.office.admin, { unitId, sessionId: only!.id, wait: true }, id).then(({ status, body }) => ({
          status,
          state: (body as Booking).state,
        })),
      ),
    );
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(answers.filter(({ state }) => state === 'booked')).toHaveLength(37);
    const [full] = await sessionsOf(id);
    expect(full).toMatchObject({ taken: 37, waiting: 163, state: 'full' });
    // One unit, twenty times at once: one booking.
    const [unit] = units;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        book(org.office.admin, { unitId: unit!.id, traineeName: 'Một' }, id).expect(201),
      ),
    );
    const { rows } = await app.db.query(`select from training_booking where week_id = $1 and unit_id = $2`, [
      id,
      unit!.id,
    ]);
    expect(rows).toHaveLength(1);
    // Two more places: the two who have waited longest.
    await admin()
      .patch(`/training-sessions/${only!.id}`, { capacity: 39 })
      .set('if-match', `"${full!.version}"`)
      .expect(200);
    const { rows: queue } = await app.db.query<{ wrong: number }>(
      `select count(*)::int as wrong from training_booking w join training_booking s on s.week_id = w.week_id and s.state = 'booked' and s.trainee_name <> 'Một'
       where w.week_id = $1 and w.state = 'waiting' and s.sequence > 0 and (w.queued_at, w.id) < (s.made_at, s.id)`,
      [id],
    );
    expect(queue[0]!.wrong).toBe(0);
    expect((await sessionsOf(id))[0]).toMatchObject({ taken: 39, waiting: 161 });
    await admin()
      .patch(`/training-sessions/${only!.id}`, { capacity: 10 })
      .set('if-match', `"${full!.version + 1}"`)
      .expect(409);
  });
});

describe('the door', () => {
  let id: string;
  let first: Booking;

  it('checks in by QR or by name, once however often, at the right session', async () => {
    app.clock.set(at('2020-05-17T20:00'));
    id = await aWeek({ capacity: 5, place: 'Phòng họp' });
    const all = await sessionsOf(id);
    first = await booked(a!.clerk, { sessionId: all[0]!.id }, id);
    const other = await booked(b!.clerk, { sessionId: all[8]!.id }, id);
    await booked(c!.clerk, { sessionId: all[0]!.id, traineeName: '=HYPERLINK("http://x")' }, id);
    const code = app.get(CheckInCodes).of(first.id);
    const scan = (value: string, person: Person = org.office.member) =>
      as(person).post('/training-check-ins', { code: value });
    expect((await scan(code).expect(409)).body).toMatchObject({ code: 'training.wrong-time' });
    app.clock.set(at('2020-05-18T06:50'));
    expect((await scan(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`).expect(422)).body).toMatchObject({
      code: 'training.bad-code',
    });
    await scan(code, a!.clerk).expect(422);
    expect((await scan(code).expect(201)).body).toMatchObject({ state: 'attended', checkedInHow: 'qr' });
    expect((await scan(code).expect(200)).body).toMatchObject({ state: 'attended', checkedInHow: 'qr' });
    expect((await as(org.office.clerk).post(`/training-bookings/${other.id}/check-in`).expect(409)).body).toMatchObject(
      {
        code: 'training.wrong-time',
        params: { startsAt: '07:00, 19/05/2020' },
      },
    );
    const undo = (person: Person) => as(person).post(`/training-bookings/${first.id}/check-in-undoing`);
    await undo(a!.clerk).expect(404);
    expect((await undo(org.office.member).expect(201)).body).toMatchObject({ state: 'booked', checkedInAt: null });
    await undo(org.office.member).expect(200);
    await scan(code).expect(201);
    app.clock.set(at('2020-05-18T07:05'));
    expect((await undo(org.office.member).expect(409)).body).toMatchObject({ code: 'training.too-late-to-undo' });
    const found = await as(org.office.clerk).get(`/training-bookings?weekId=${id}&q=hyperlink`).expect(200);
    expect((found.body as { items: object[] }).items).toHaveLength(1);
    expect((await book(a!.clerk, {}, id).expect(409)).body).toMatchObject({ code: 'training.attended-already' });
    const file = await as(b!.leader).get(`/training-bookings/${other.id}/calendar`).expect(200);
    const event = eventIn(file.text ?? String(file.body));
    expect(event).toMatchObject({ method: 'PUBLISH', start: new Date(all[8]!.startsAt) });
    await as(a!.clerk).get(`/training-bookings/${other.id}/calendar`).expect(404);
    const invited = async (person: Person) =>
      (await as(person).get(`/training-weeks/${id}`).expect(200)).body as { invited: object[] };
    expect((await invited(b!.leader)).invited).toEqual([
      { unitId: b!.id, unitName: b!.name, bookingId: other.id, state: 'booked' },
    ]);
    expect((await invited(b!.member)).invited).toEqual([]);
    expect((await invited(org.office.admin)).invited).toEqual([]);
  });

  it('marks who did not come, offers a make-up session, and lets the unit book again', async () => {
    app.clock.set(at('2020-05-18T08:29'));
    while ((await app.get(TrainingDoor).markEnded()) > 0);
    const states = async () =>
      (
        await app.db.query<{ state: string }>(
          `select state from training_booking where week_id = $1 and unit_id = $2 order by made_at`,
          [id, c!.id],
        )
      ).rows.map(({ state }) => state);
    expect(await states()).toEqual(['booked']);
    app.clock.set(at('2020-05-18T08:30'));
    const makeUp = { startsAt: at('2020-05-25T08:00'), endsAt: at('2020-05-25T09:00'), isMakeUp: true };
    await admin().post(`/training-weeks/${id}/sessions`, makeUp).expect(201);
    while ((await app.get(TrainingDoor).markEnded()) > 0);
    const offers = (await mailsTo(c!)).filter(({ text }) => text.includes('25/05/2020'));
    expect(offers).toHaveLength(1);
    expect(offers[0]).toMatchObject({ ics: null, subject: `Vắng buổi tập huấn, mời dự buổi bù: ${WEEK.name}` });
    const again = await booked(c!.clerk, {}, id);
    expect(again.state).toBe('booked');
    expect(await states()).toEqual(['absent', 'booked']);
    const units = await admin().get(`/training-weeks/${id}/units?standing=attended`).expect(200);
    expect((units.body as { items: { unitId: string }[] }).items.map(({ unitId }) => unitId)).toEqual([a!.id]);
    const later = await admin().get(`/training-bookings?weekId=${id}&state=booked`).expect(200);
    const [one] = (later.body as { items: Booking[] }).items;
    expect((await admin().post(`/training-bookings/${one!.id}/absence`).expect(409)).body).toMatchObject({
      code: 'training.not-yet-begun',
    });
  });

  it('prints sheets and tickets, and exports a table in which nothing is a formula', async () => {
    const bytes = (path: string, person: Person = org.office.member) =>
      as(person)
        .get(path)
        .buffer(true)
        .parse((response, done) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => done(null, Buffer.concat(chunks)));
        });
    const pdf = await bytes(`/training-weeks/${id}/attendance/diem-danh.pdf`).expect(200);
    expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    const xlsx = await bytes(`/training-weeks/${id}/attendance/diem-danh.xlsx`).expect(200);
    const sheet = await textIn(xlsx.body as Buffer, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('=HYPERLINK("http://x")');
    expect(sheet).not.toContain('<f>');
    expect(sheet.match(/<c /g)!.length).toBe(sheet.match(/<c t="inlineStr"/g)!.length);
    await as(org.office.member).get(`/training-weeks/${id}/attendance/khac.pdf`).expect(404);
    await as(a!.clerk).get(`/training-weeks/${id}/attendance/diem-danh.pdf`).expect(404);
    const mine = (await as(b!.clerk).get(`/training-bookings?weekId=${id}`).expect(200)).body as { items: Booking[] };
    expect(mine.items).toHaveLength(1);
    const ticket = await bytes(`/training-bookings/${mine.items[0]!.id}/ticket`, b!.clerk).expect(200);
    expect((ticket.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    await as(a!.clerk).get(`/training-bookings/${first.id}/ticket`).expect(409);
  });
});

async function textIn(zip: Buffer, part: string): Promise<string> {
  const archive = await yauzl.fromBufferPromise(zip, { lazyEntries: true });
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName !== part) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  }
  throw new Error(`no ${part}`);
}

describe('attendance before activation', () => {
  it('is asked for only where the switch is on, and only of units that have not attended', async () => {
    const password = 'Mot-mat-khau-rat-dai-2020';
    const activate = async (unit: StaffedUnit) => {
      const person = await aPerson(app, [[unit.id, 'member']]);
      const { body } = await admin().post('/activation-codes', { accountId: person.id }).expect(201);
      const [code] = (body as { items: { code: string }[] }).items;
      return api(app).anonymous().post('/activations', { username: person.username, code: code!.code, password });
    };
    expect((await activate(c!)).status).toBe(201);
    const week = (await admin().get(`/training-weeks`).expect(200)).body as {
      items: { id: string; version: number; place: string }[];
    };
    const { id, version } = week.items.find(({ place }) => place === 'Phòng họp')!;
    const patch = { requiredBeforeActivation: true };
    await admin().patch(`/training-weeks/${id}`, patch).set('if-match', `"${version}"`).expect(200);
    const refused = await activate(c!);
    expect(refused.body).toMatchObject({ status: 409, code: 'credentials.training-first' });
    expect((await activate(a!)).status).toBe(201);
    expect((await activate(org.office)).status).toBe(201);
  });
});

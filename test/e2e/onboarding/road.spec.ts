import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OnboardingDigest } from '../../../src/onboarding/digest.job.ts';
import { RemindUnits } from '../../../src/onboarding/remind-units.job.ts';
import { ROAD, STEPS_TO_DO, stepSql } from '../../../src/onboarding/road.policy.ts';
import { SendReminders } from '../../../src/onboarding/send-reminders.job.ts';
import { ReadinessInForce } from '../../../src/legacy-inboxes/unit-readiness.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';

interface Road {
  readonly unitId: string;
  readonly unitCode: string;
  readonly step: string;
  readonly missing: readonly string[];
  readonly reason: string | null;
  readonly isInvited: boolean;
  readonly phone: string | null;
  readonly contact: { readonly name: string } | null;
  readonly trainee: { readonly name: string; readonly phone: string; readonly startsAt: string | null } | null;
  readonly remindedOn: string | null;
}
interface Funnel {
  readonly total: number;
  readonly ready: number;
  readonly steps: readonly { readonly step: string; readonly reached: number; readonly here: number }[];
}

let app: TestApp;
let org: Organisation;
let unit: { readonly id: string; readonly code: string; readonly name: string };
let clerk: Person;
let accountId: string;
let weekId: string;
const EMAIL = 'don-vi@cu.example';

const at = (local: string): Date => new Date(`${local}:00+07:00`);
const as = (person: Person) => api(app).as(person);
const admin = () => as(org.office.admin);

const listed = async (query: string): Promise<Road[]> =>
  ((await admin().get(`/onboarding/units?limit=200&${query}`).expect(200)).body as { items: Road[] }).items;
const road = async (): Promise<Road | undefined> => (await listed(`q=${unit.code}`))[0];
const funnel = async (): Promise<Funnel> => (await admin().get('/onboarding').expect(200)).body as Funnel;
const remind = (body: object = {}) => admin().post('/onboarding/reminders', body);

async function mails(purpose: string, address: string): Promise<{ subject: string; text: string }[]> {
  const { rows } = await app.db.query<{ subject: string; text: string }>(
    `select subject, text_body as text from mail_message where purpose = $1 and recipient_address = $2 order by created_at`,
    [purpose, address],
  );
  return rows;
}

beforeAll(async () => {
  app = await startTestApp({ config: { ONBOARDING_REMIND_DAYS: '3' } });
  app.clock.set(at('2020-05-11T08:00'));
  org = await anOrganisation(app, 1);
  unit = await aUnit(app, { parentId: org.office.id, name: 'Chi đoàn Sở Xây dựng', email: EMAIL, sector: 'health' });
  await app.db.query(`update unit set phone = '0294 385 1234' where id = $1`, [unit.id]);
});
afterAll(() => app.stop());

describe('the road of a unit', () => {
  it('begins on the list, with nobody there', async () => {
    expect(await road()).toMatchObject({ step: 'listed', reason: 'nobody', isInvited: false, phone: '0294 385 1234' });
    const { id } = await aPerson(app, [[unit.id, 'clerk']], { displayName: 'Văn thư Sở Xây dựng' });
    accountId = id;
    await app.db.query(`delete from session where account_id = $1`, [id]);
    expect(await road()).toMatchObject({ reason: 'no-code', contact: { name: 'Văn thư Sở Xây dựng' } });
  });

  it('has its account once a code holds, and loses it when the code has run out', async () => {
    await admin().post('/activation-codes', { accountId }).expect(201);
    // No training invites the unit: there is nothing to book or attend.
    expect(await road()).toMatchObject({ step: 'trained', reason: 'code-unused', isInvited: false });
    app.clock.set(at('2020-06-11T08:00'));
    expect(await road()).toMatchObject({ step: 'listed', reason: 'no-code' });
    app.clock.set(at('2020-05-11T08:00'));
  });

  it('is booked with a place and trained once checked in, where a training invites it', async () => {
    const week = {
      name: 'Tập huấn',
      place: 'Văn phòng Đoàn Khối',
      trainer: '',
      firstDay: '2020-05-18',
      lastDay: '2020-05-22',
      capacity: 1,
    };
    const made = await admin().post('/training-weeks', week).expect(201);
    weekId = (made.body as { id: string }).id;
    expect(await road()).toMatchObject({ step: 'account_issued', isInvited: true, reason: null });
    const body = { unitId: unit.id, traineeName: 'Nguyễn Thị Học Viên', traineePhone: '0912 345 678' };
    const booking = (await admin().post(`/training-weeks/${weekId}/bookings`, body).expect(201)).body as {
      id: string;
      session: { startsAt: string };
    };
    expect(await road()).toMatchObject({
      step: 'booked',
      trainee: { name: 'Nguyễn Thị Học Viên', phone: '0912 345 678', startsAt: booking.session.startsAt },
    });
    await app.db.query(`update training_booking set state = 'absent' where id = $1`, [booking.id]);
    expect(await road()).toMatchObject({ step: 'account_issued', reason: 'absent' });
    await app.db.query(`update training_booking set state = 'booked' where id = $1`, [booking.id]);
    app.clock.set(new Date(booking.session.startsAt));
    await admin().post(`/training-bookings/${booking.id}/check-in`).expect(201);
    expect(await road()).toMatchObject({ step: 'trained', reason: 'code-unused' });
  });

  it('takes the first sign-in and the first acknowledgement, and ends with somebody who can receive', async () => {
    const isReady = async () =>
      (await app.get(ReadinessInForce).get().readyAmong(app.get(Database), [unit.id])).has(unit.id);
    const member = await aPerson(app, [[unit.id, 'member']]);
    expect(await road()).toMatchObject({ step: 'first_login' });
    await arrive();
    expect(await road()).toMatchObject({ step: 'first_login' });
    clerk = await aPerson(app, [[unit.id, 'clerk']]);
    const { body } = await as(clerk).get('/incoming-documents').expect(200);
    const [copy] = (body as { items: { id: string }[] }).items;
    await as(clerk).post(`/incoming-documents/${copy?.id}/opening`).expect(201);
    expect(await isReady()).toBe(false);
    await as(clerk).post(`/incoming-documents/${copy?.id}/acknowledgement`).expect(201);
    expect(await road()).toMatchObject({ step: 'ready', missing: [], reason: null });
    expect(await isReady()).toBe(true);
    // The one who could receive is gone; the member is not enough.
    await app.db.query(`update account set status = 'locked' where id = $1`, [clerk.id]);
    expect(await road()).toMatchObject({ step: 'first_acknowledgement', reason: 'no-receiver' });
    await app.db.query(`update account set status = 'active' where id = $1`, [clerk.id]);
    const mine = (await as(member).get('/onboarding/mine').expect(200)).body as { items: Road[] };
    expect(mine.items.map(({ unitCode, step }) => [unitCode, step])).toEqual([[unit.code, 'ready']]);
  });

  it('is counted in a funnel that never widens, and found by step, field and words', async () => {
    const { total, ready, steps } = await funnel();
    expect(steps.map(({ step }) => step)).toEqual([...ROAD]);
    expect(steps.map(({ reached }) => reached)).toEqual(steps.map(({ reached }) => reached).toSorted((x, y) => y - x));
    expect(steps.reduce((sum, { here }) => sum + here, 0)).toBe(total);
    expect(ready).toBe(1);
    expect((await listed('step=ready')).map(({ unitId }) => unitId)).toEqual([unit.id]);
    expect((await listed('missing=first_acknowledgement')).map(({ unitId }) => unitId)).not.toContain(unit.id);
    expect((await listed('sector=health')).map(({ unitId }) => unitId)).toEqual([unit.id]);
    expect((await listed('q=so%20xay%20DUNG')).map(({ unitId }) => unitId)).toEqual([unit.id]);
    const pages = (await admin().get('/onboarding/units?limit=1').expect(200)).body as { items: Road[]; next: string };
    const rest = (await admin().get(`/onboarding/units?after=${pages.next}`).expect(200)).body as { items: Road[] };
    expect([...pages.items, ...rest.items]).toHaveLength(total);
  });

  it('says the same in SQL as in code, whatever the facts', async () => {
    for (let bits = 0; bits < 2 ** STEPS_TO_DO.length; bits++) {
      const facts = Object.fromEntries(STEPS_TO_DO.map((step, i) => [step, Boolean(bits & (1 << i))]));
      const { rows } = await app.db.query<{ step: string }>(
        `select ${stepSql('f')} as step from (select ${STEPS_TO_DO.map((step) => `${String(facts[step])} as ${step}`).join(', ')}) f`,
      );
      const first = STEPS_TO_DO.findIndex((step) => !facts[step]);
      expect(rows[0]?.step).toBe(first === -1 ? 'ready' : ROAD[first]);
    }
  });

  async function arrive(): Promise<void> {
    const { clerk: sender, leader } = org.office;
    const recipients = [{ target: 'unit', unitId: unit.id, purpose: 'act' }];
    const draft = await as(sender).post('/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'Về việc tập huấn',
      recipients,
    });
    const { id } = draft.body as { id: string };
    await as(sender).post(`/outgoing-documents/${id}/submission`).expect(201);
    await as(leader).post(`/outgoing-documents/${id}/approval`).expect(201);
    await as(sender).post(`/outgoing-documents/${id}/issuance`).expect(201);
    await as(sender).post(`/outgoing-documents/${id}/dispatches`, {}).expect(201);
  }
});

describe('reminders', () => {
  let late: { readonly id: string; readonly code: string };
  const address = 'cham@cu.example';

  beforeAll(async () => {
    late = await aUnit(app, { parentId: org.office.id, name: 'Chi đoàn chậm', email: address });
    app.clock.set(at('2020-05-19T22:00'));
  });

  it('wait for the morning, go out once a day, and name who has to be phoned', async () => {
    const { body } = await remind({ unitIds: [late.id] }).expect(201);
    const sendsFrom = at('2020-05-20T06:30').toISOString();
    expect(body).toEqual({ asked: 1, already: 0, withoutAddress: 0, skipped: [], sendsFrom });
    const named = { unitId: late.id, unitCode: late.code, unitName: 'Chi đoàn chậm' };
    expect((await remind({ unitIds: [late.id] }).expect(201)).body).toMatchObject({
      asked: 0,
      already: 1,
      skipped: [{ ...named, why: 'already' }],
    });
    await app.get(Jobs).drain();
    expect(await mails('onboarding.reminder', address)).toEqual([]);
    app.clock.set(at('2020-05-20T06:30'));
    await app.get(SendReminders).run();
    await app.get(SendReminders).run();
    expect((await mails('onboarding.reminder', address)).map(({ subject }) => subject)).toEqual([
      'Hệ thống gửi, nhận văn bản: Nhận tài khoản của đơn vị',
    ]);
    expect((await listed(`q=${late.code}`))[0]?.remindedOn).toBe('2020-05-19');
    const all = (await remind().expect(201)).body as { skipped: { unitId: string; why: string }[] };
    expect(all).toMatchObject({ asked: 1, withoutAddress: 2 });
    expect(all.skipped.map(({ why }) => why)).toEqual(['without-address', 'without-address']);
    expect(all.skipped.map(({ unitId }) => unitId)).not.toContain(late.id);
  });

  it('stop when the step has been taken before they are sent', async () => {
    await app.db.query(`delete from onboarding_reminder`);
    app.clock.set(at('2020-05-20T23:00'));
    await remind({ unitIds: [late.id], step: 'listed' }).expect(201);
    const person = await aPerson(app, [[late.id, 'clerk']]);
    app.clock.set(at('2020-05-21T08:00'));
    await app.get(SendReminders).run();
    const { rows } = await app.db.query(`select outcome from onboarding_reminder where unit_id = $1`, [late.id]);
    expect(rows).toEqual([{ outcome: 'moved_on' }]);
    expect(await mails('onboarding.reminder', address)).toHaveLength(1);
    expect(person.id).not.toBe('');
  });

  it('come by themselves every few working days, and not at all to who is ready', async () => {
    await app.db.query(`delete from onboarding_reminder`);
    for (const day of ['22', '23', '25', '26', '28']) {
      app.clock.set(at(`2020-05-${day}T08:30`));
      await app.get(RemindUnits).run();
      await app.get(RemindUnits).run();
      await app.get(Jobs).drain();
    }
    const { rows } = await app.db.query<{ day: string }>(
      `select day::text as day from onboarding_reminder where unit_id = $1 order by day`,
      [late.id],
    );
    // Friday; Monday, three days later; Thursday. The Saturday between is no working day.
    expect(rows.map(({ day }) => day)).toEqual(['2020-05-22', '2020-05-25', '2020-05-28']);
    expect(await mails('onboarding.reminder', EMAIL)).toEqual([]);
  });

  it('are for units the caller administers', async () => {
    const stranger = await aUnit(app, { name: 'Đoàn nơi khác' });
    await remind({ unitIds: [stranger.id] }).expect(404);
    await remind({ unitIds: [randomUUID()] }).expect(404);
  });
});

describe('the digest', () => {
  it('goes to administrators with units below while something is missing, once a day, on working days', async () => {
    const boss = await aPerson(app, [[org.office.id, 'admin']], { email: 'quantri@gnvb.example' });
    await aPerson(app, [[unit.id, 'admin']], { email: 'donvi@gnvb.example' });
    const run = async (day: string) => {
      app.clock.set(at(`2020-05-${day}T07:15`));
      await app.get(OnboardingDigest).run();
      await app.get(OnboardingDigest).run();
      return mails('onboarding.digest', 'quantri@gnvb.example');
    };
    const { total, ready } = await funnel();
    const [first, ...others] = await run('29');
    expect(others).toEqual([]);
    expect(first?.subject).toBe(`Còn ${total - ready}/${total} đơn vị chưa sẵn sàng`);
    expect(first?.text).toContain('Chi đoàn chậm: đã cấp tài khoản, chưa đăng ký tập huấn; chưa có số điện thoại');
    expect(first?.text).not.toContain('Sở Xây dựng');
    expect(await mails('onboarding.digest', 'donvi@gnvb.example')).toEqual([]);
    expect(await run('30')).toHaveLength(1);
    // Nothing is missing any more: nobody is written to.
    await app.db.query(`update unit set channel = 'paper' where id <> $1`, [unit.id]);
    app.clock.set(at('2020-06-01T07:15'));
    await app.get(OnboardingDigest).run();
    expect(await mails('onboarding.digest', 'quantri@gnvb.example')).toHaveLength(1);
    expect(boss.id).not.toBe('');
  });
});

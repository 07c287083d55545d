import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForgetSessions } from '../../../src/accounts/forget-sessions.job.ts';
import { DisableIdleAccounts } from '../../../src/accounts/idle-accounts.job.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anotherSession, aPerson, type Person, type PersonOptions } from '../../support/people.ts';
import { actsOn, anOffice, NEW, OLD, said, signIn, trySignIn, type Office } from './kit.ts';

const DAY = 86_400_000;

let app: TestApp;
let office: Office;
beforeAll(async () => {
  app = await startTestApp({ config: { SMTP_URL: 'smtp://127.0.0.1:9' } });
  office = await anOffice(app);
});
afterAll(() => app.stop());

const someone = (options: PersonOptions = {}): Promise<Person> => aPerson(app, [[office.unitId, 'clerk']], options);
const admin = () => api(app).as(office.admin);

async function night(days = 0): Promise<void> {
  app.clock.advance(days * DAY);
  await app.get(DisableIdleAccounts).run();
}

async function statusOf(person: Person): Promise<{ status: string; version: number; statusChange: object | null }> {
  const { body } = await admin().get(`/accounts/${person.id}`).expect(200);
  return body as { status: string; version: number; statusChange: object | null };
}

async function warnings(address: string): Promise<number> {
  const { rowCount } = await app.db.query(
    `select from mail_message where recipient_address = $1 and purpose = 'accounts.idle-warning'`,
    [address],
  );
  return rowCount ?? 0;
}

describe('an account nobody uses', () => {
  it('is disabled after 180 days and two mails, told like any wrong password, and enabled again by an administrator', async () => {
    const email = 'lau-khong-dung@gnvb.example';
    const person = await someone({ email, password: OLD });
    await night(165);
    expect(await warnings(email)).toBe(0);
    await night(1);
    await night();
    expect(await warnings(email)).toBe(1);
    await night(11);
    await night();
    expect(await warnings(email)).toBe(2);
    await night(2);
    expect(await statusOf(person)).toMatchObject({ status: 'active' });
    await night(1);
    const { status, statusChange, version } = await statusOf(person);
    expect([status, statusChange]).toEqual([
      'disabled',
      { reason: 'Không dùng trong 180 ngày', byName: null, at: app.clock.now().toISOString() },
    ]);
    await api(app).as(person).get('/sessions/current').expect(401);
    expect(said(await trySignIn(app, person.username, OLD))).toEqual(
      said(await trySignIn(app, 'khong-co-nguoi-nay', OLD)),
    );
    await admin().post('/activation-codes', { accountId: person.id }).expect(409);
    await admin().patch(`/accounts/${person.id}`, { status: 'active' }).set('if-match', `"${version}"`).expect(200);
    await night(1);
    await signIn(app, person.username, OLD);
    expect(await warnings(email)).toBe(2);
    expect(await actsOn(app, person.id)).toEqual(expect.arrayContaining(['account.disable', 'account.unlock']));
  });

  it('is any that was neither signed in to, renewed, given a code nor enabled', async () => {
    const used = await someone({ password: OLD });
    const invited = await someone();
    const idle = await someone();
    const never = await aPerson(app, [[office.unitId, 'member']]);
    await night(100);
    await signIn(app, used.username, OLD);
    await admin().post('/activation-codes', { accountId: invited.id }).expect(201);
    await night(80);
    expect(await Promise.all([used, invited, idle, never].map(async (one) => (await statusOf(one)).status))).toEqual([
      'active',
      'active',
      'disabled',
      'disabled',
    ]);
    await night(100);
    expect((await statusOf(used)).status).toBe('disabled');
  });

  it('is warned anew when it was used between the mails and is left again', async () => {
    const email = 'dung-lai@gnvb.example';
    const person = await someone({ email, password: OLD });
    await night(170);
    await signIn(app, person.username, OLD);
    await night(10);
    expect([(await statusOf(person)).status, await warnings(email)]).toEqual(['active', 1]);
    await night(156);
    expect([(await statusOf(person)).status, await warnings(email)]).toEqual(['active', 2]);
  });

  it('is never the last administrator of a unit', async () => {
    const { admin: last } = await anOffice(app);
    await night(400);
    const { rows } = await app.db.query<{ status: string }>(`select status from account where id = $1`, [last.id]);
    expect(rows).toEqual([{ status: 'active' }]);
  });

  it('is nobody’s when the setting is 0', async () => {
    const careless = await startTestApp({
      database: app.database,
      clock: app.clock,
      config: { IDLE_DAYS_DISABLE: '0' },
    });
    const person = await someone();
    app.clock.advance(1000 * DAY);
    await careless.get(DisableIdleAccounts).run();
    expect((await statusOf(person)).status).toBe('active');
    await careless.stop();
  });
});

describe('sessions', () => {
  it('are forgotten 90 days after they ended', async () => {
    const person = await someone({ password: NEW });
    const ended = await anotherSession(app, person);
    await api(app).as(ended).delete('/sessions/current').expect(204);
    const left = async (): Promise<number> =>
      (await app.db.query(`select from session where id in ($1, $2)`, [person.sessionId, ended.sessionId])).rowCount ??
      0;
    app.clock.advance(90 * DAY);
    await app.get(ForgetSessions).run();
    expect(await left()).toBe(2);
    app.clock.advance(1);
    await app.get(ForgetSessions).run();
    expect(await left()).toBe(1);
  });
});

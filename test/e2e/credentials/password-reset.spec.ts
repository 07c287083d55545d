import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { MailOutbox } from '../../../src/platform/mail/mail-outbox.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aPerson, type Person } from '../../support/people.ts';
import {
  actsOn,
  anOffice,
  codeOf,
  NEW,
  OLD,
  said,
  signIn,
  tablesWith,
  trySignIn,
  withSecondFactor,
  type Office,
} from './kit.ts';

const MINUTE = 60_000;
const WRONG = 'A'.repeat(43);

let app: TestApp;
let office: Office;
beforeAll(async () => {
  app = await startTestApp({ config: { SMTP_URL: 'smtp://127.0.0.1:9' } });
  office = await anOffice(app);
});
afterAll(() => app.stop());
// The address is everybody's here; its limit is tried on its own.
const forgetLimits = () => app.db.query(`delete from rate_limit`);

let count = 0;
async function someone(
  options: { readonly password?: string | null } = {},
): Promise<Person & { readonly email: string }> {
  const email = `nguoi-${++count}@gnvb.example`;
  const password = options.password === null ? {} : { password: OLD };
  return { ...(await aPerson(app, [[office.unitId, 'clerk']], { email, ...password })), email };
}

const ask = (login: string) => api(app).anonymous().post('/password-resets', { login });
const redeem = (token: string, password = NEW) =>
  api(app).anonymous().post('/password-resets/redemptions', { token, password });
const admin = () => api(app).as(office.admin);

interface Letter {
  readonly id: string;
  readonly text: string;
}

async function lettersTo(email: string): Promise<Letter[]> {
  const { rows } = await app.db.query<Letter>(
    `select id, text_body as text from mail_message where recipient_address = $1 and purpose = 'credentials.password-reset' order by created_at, id`,
    [email],
  );
  return rows;
}

/** Asks and reads the newest mail. */
async function tokenFor(
  person: { readonly username: string; readonly email: string },
  login = person.username,
): Promise<string> {
  await forgetLimits();
  app.clock.advance(1000);
  await ask(login).expect(202);
  await app.get(Jobs).drain();
  const letter = (await lettersTo(person.email)).at(-1)?.text ?? '';
  const [, token] = /\/password-reset#([\w-]{43})\n/.exec(letter) ?? [];
  if (!token) throw new Error(`no link in "${letter}"`);
  return token;
}

describe('a forgotten password', () => {
  it('is replaced through a link mailed to the address, once, and ends all sessions', async () => {
    const person = await someone();
    const token = await tokenFor(person, person.email.toUpperCase());
    expect(await tablesWith(app, token)).toEqual(['public.mail_message']);
    await signIn(app, person.username, OLD);
    await redeem(token).expect(204);
    await api(app).as(person).get('/sessions/current').expect(401);
    await trySignIn(app, person.username, OLD).expect(401);
    expect((await signIn(app, person.username, NEW)).body).toMatchObject({ mustChangePassword: false });
    expect(codeOf(await redeem(token, OLD).expect(422))).toBe('credentials.link-spent');
    expect(await actsOn(app, person.id)).toEqual(
      expect.arrayContaining(['account.request-password-reset', 'account.reset-password']),
    );
    const { rows } = await app.db.query(
      `select from mail_message where purpose = 'credentials.password-was-reset' and recipient_address = $1`,
      [person.email],
    );
    expect(rows).toHaveLength(1);
  });

  it('leaves no link behind in the database once the mail is gone', async () => {
    const person = await someone();
    const token = await tokenFor(person);
    const [letter] = await lettersTo(person.email);
    const waiting = await app.get(MailOutbox).waiting(letter?.id ?? '');
    if (!waiting) throw new Error('the mail does not wait');
    await app.get(MailOutbox).conclude(waiting, '250 OK');
    expect(await tablesWith(app, token)).toEqual([]);
    await redeem(token).expect(204);
  });

  it('has one winner of twenty with the same link', async () => {
    const person = await someone();
    const token = await tokenFor(person);
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(token)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204, 422]));
  });

  it.each([
    ['a newer link', async (person: Person & { readonly email: string }) => void (await tokenFor(person))],
    [
      'a change of the password',
      async (person: Person) =>
        void (await api(app)
          .as(person)
          .put(`/accounts/${person.id}/password`, { password: NEW, currentPassword: OLD })
          .expect(204)),
    ],
    [
      'a password set by an administrator',
      async (person: Person) =>
        void (await admin().put(`/accounts/${person.id}/password`, { password: NEW }).expect(204)),
    ],
    [
      'a lock',
      async (person: Person) =>
        void (await admin().patch(`/accounts/${person.id}`, { status: 'locked' }).set('if-match', '"1"').expect(200)),
    ],
    [
      'a change of the address',
      async (person: Person) =>
        void (await admin()
          .patch(`/accounts/${person.id}`, { email: 'dia-chi-moi@gnvb.example' })
          .set('if-match', '"1"')
          .expect(200)),
    ],
    ['45 minutes', async () => app.clock.advance(45 * MINUTE)],
  ])('is not replaced through a link that is dead by %s', async (_, kill) => {
    const person = await someone();
    const token = await tokenFor(person);
    await kill(person);
    await redeem(token, 'Con thuyền nan ngược nước').expect(422);
  });

  it('may be replaced just before the link ends, and not by a weak one', async () => {
    const person = await someone();
    const token = await tokenFor(person);
    app.clock.advance(45 * MINUTE - 1);
    expect(codeOf(await redeem(token, 'matkhau@2020').expect(422))).toBe('accounts.weak-password');
    await redeem(token).expect(204);
  });

  it('does not go past the second factor', async () => {
    const person = await someone();
    const { recoveryCodes } = await withSecondFactor(app, person, OLD);
    await redeem(await tokenFor(person)).expect(204);
    expect(codeOf(await trySignIn(app, person.username, NEW).expect(401))).toBe('accounts.second-factor-needed');
    await signIn(app, person.username, NEW, recoveryCodes[0]);
  });
});

describe('asking for a link', () => {
  it('is answered the same for everybody, and mails only to people who may have one', async () => {
    await forgetLimits();
    const known = await someone();
    const locked = await someone();
    await admin().patch(`/accounts/${locked.id}`, { status: 'locked' }).set('if-match', '"1"').expect(200);
    const disabled = await someone();
    await app.db.query(`update account set status = 'disabled' where id = $1`, [disabled.id]);
    const withoutPassword = await someone({ password: null });
    const silent = await aPerson(app, [[office.unitId, 'clerk']], { password: OLD });
    const logins = [
      known.username,
      locked.username,
      disabled.email,
      withoutPassword.email,
      silent.username,
      'khong-co-nguoi-nay',
      "' or 1=1 --",
    ];
    const answers = [];
    for (const login of logins) answers.push(said(await ask(login).expect(202)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await tablesWith(app, 'khong-co-nguoi-nay')).toEqual([]);
    await app.get(Jobs).drain();
    expect(await lettersTo(known.email)).toHaveLength(1);
    for (const { email } of [locked, disabled, withoutPassword]) expect(await lettersTo(email)).toEqual([]);
  });

  it('mails everybody who shares an address, naming the account, and each a few times an hour only', async () => {
    const one = await someone();
    const other = await aPerson(app, [[office.unitId, 'member']], { email: one.email, password: OLD });
    await tokenFor(one, one.email);
    const letters = (await lettersTo(one.email)).map(({ text }) => text).join('\n');
    expect(letters).toContain(`tài khoản ${one.username}.`);
    expect(letters).toContain(`tài khoản ${other.username}.`);
    for (let i = 0; i < 6; i++) await tokenFor(one, one.username);
    expect((await lettersTo(one.email)).length).toBe(6);
    app.clock.advance(60 * MINUTE);
    await tokenFor(one, one.username);
    expect((await lettersTo(one.email)).length).toBe(7);
  });

  it('is limited per name, known or not, and per address', async () => {
    const known = await someone();
    for (const login of [known.username, 'khong-co-nguoi-nay']) {
      await forgetLimits();
      for (let i = 0; i < 5; i++) await ask(login).expect(202);
      expect(codeOf(await ask(` ${login.toUpperCase()} `).expect(429))).toBe('credentials.too-many-requests');
    }
    await forgetLimits();
    for (let i = 0; i < 100; i++) await ask(`ten-${i}`).expect(202);
    await ask('ten-100').expect(429);
    await forgetLimits();
    for (let i = 0; i < 100; i++) await redeem(WRONG).expect(422);
    await redeem(WRONG).expect(429);
  });
});

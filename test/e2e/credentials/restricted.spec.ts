import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Passwords } from '../../../src/accounts/passwords.ts';
import { RESTRICTIONS } from '../../../src/accounts/session-restriction.ts';
import { Sessions } from '../../../src/accounts/sessions.service.ts';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anotherSession, aPerson, type Person } from '../../support/people.ts';
import { allRoutes } from '../../support/rooms.ts';
import { anOffice, codeOf, NEW, OLD, said, signIn, totpAt, trySignIn, type Office, type Token } from './kit.ts';

const ROLES = ['admin', 'clerk', 'leader', 'member'] as const;

let app: TestApp;
let office: Office;
beforeAll(async () => {
  app = await startTestApp({ config: { SECOND_FACTOR_ROLES: 'leader, admin' } });
  office = await anOffice(app);
});
afterAll(() => app.stop());

/** The administrator of the office has to have a second factor too; this one is let in by another service. */
async function admin(): Promise<Token> {
  const device = { address: '127.0.0.1', userAgent: null };
  const opened = await app
    .get(UnitOfWork)
    .run((tx) => app.get(Sessions).open(tx, office.admin.id, device, 'another-service'));
  return { body: {}, token: () => opened.access.text };
}

/** The routes that do not refuse a session with this code. HEAD is refused without a word. */
async function reachedBy(session: Token, own: string, refusal: string): Promise<string[]> {
  const reached: string[] = [];
  // Whatever ends the session comes last.
  const routes = allRoutes().filter(({ access }) => access !== 'public');
  for (const { id, method, path } of routes.toSorted((a) => (a.id === 'SessionsController.signOut' ? 1 : -1))) {
    const address = path.replace(/:id\b/, own).replace(/:\w+/g, () => randomUUID());
    const answer = await fetch(`${app.url}${address}`, {
      method: method === 'ALL' ? 'GET' : method,
      headers: { authorization: `Bearer ${session.token()}` },
    });
    const text = await answer.text();
    const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : '';
    if (answer.status !== 403 || (method !== 'HEAD' && code !== refusal)) reached.push(id);
  }
  expect(routes.length).toBeGreaterThan(80);
  return reached.toSorted();
}

describe('a session opened with a password an administrator has set', () => {
  let person: Person;
  let session: Token;
  beforeAll(async () => {
    person = await aPerson(
      app,
      ROLES.map((role) => [office.unitId, role] as const),
    );
    await api(app)
      .as(await admin())
      .put(`/accounts/${person.id}/password`, { password: OLD })
      .expect(204);
    session = await signIn(app, person.username, OLD);
  });

  it('says so', () => {
    expect(session.body).toMatchObject({ mustChangePassword: true, secondFactor: 'needed' });
  });

  it('reaches no route of the service but the way out, whatever posts the person holds', async () => {
    expect(await reachedBy(session, randomUUID(), 'accounts.change-password-first')).toEqual([
      'SessionsController.current',
      'SessionsController.signOut',
    ]);
  });

  it('sets its own password and nobody else’s', async () => {
    const again = await signIn(app, person.username, OLD);
    const colleague = await aPerson(app, [[office.unitId, 'member']], { password: OLD });
    const client = api(app).as(again);
    expect(codeOf(await client.put(`/accounts/${colleague.id}/password`, { password: NEW }).expect(403))).toBe(
      'accounts.change-password-first',
    );
    const same = await client
      .put(`/accounts/${person.id}/password`, { password: OLD, currentPassword: OLD })
      .expect(422);
    expect(codeOf(same)).toBe('accounts.same-password');
    await client.put(`/accounts/${person.id}/password`, { password: NEW, currentPassword: OLD }).expect(204);
    // The next thing their roles demand.
    expect(codeOf(await client.get('/accounts').expect(403))).toBe('accounts.set-up-second-factor-first');
  });

  it('is not one when the account was made without a password, or another service vouches for the person', async () => {
    const client = api(app).as(await admin());
    const posts = [{ unitId: office.unitId, role: 'member', title: 'Ủy viên' }];
    const made = async (password: string | null): Promise<string> => {
      const username = `moi.${randomUUID().slice(0, 8)}`;
      await client.post('/accounts', { username, displayName: 'Người mới', password, posts }).expect(201);
      return username;
    };
    expect((await signIn(app, await made(OLD), OLD)).body).toMatchObject({ mustChangePassword: true });
    await trySignIn(app, await made(null), OLD).expect(401);
    await client.get('/accounts').expect(200);
  });
});

describe('a session of somebody whose role demands a second factor', () => {
  let person: Person;
  let session: Token;
  beforeAll(async () => {
    person = await aPerson(
      app,
      ROLES.map((role) => [office.unitId, role] as const),
      { password: OLD },
    );
    session = await signIn(app, person.username, OLD);
  });

  it('reaches no route of the service but setting it up', async () => {
    expect(session.body).toMatchObject({ mustChangePassword: false, secondFactor: 'needed' });
    expect(await reachedBy(session, person.id, 'accounts.set-up-second-factor-first')).toEqual(
      Object.keys(RESTRICTIONS['set-up-second-factor'].allows).toSorted(),
    );
  });

  it('is free once it is set up, and the next ones with a code', async () => {
    session = await signIn(app, person.username, OLD);
    const client = api(app).as(session);
    const { body } = await client.post('/second-factor', { password: OLD }).expect(201);
    const { secret } = body as { secret: string };
    await client.get('/accounts').expect(403);
    await client.post('/second-factor/confirmation', { code: totpAt(secret, app.clock.now()) }).expect(201);
    await client.get('/accounts').expect(200);
    app.clock.advance(60_000);
    const next = await signIn(app, person.username, OLD, totpAt(secret, app.clock.now()));
    await api(app).as(next).get('/accounts').expect(200);
    // Off again is restricted again.
    app.clock.advance(60_000);
    await api(app)
      .as(next)
      .post('/second-factor/ending', { password: OLD, code: totpAt(secret, app.clock.now()) })
      .expect(204);
    await api(app).as(next).get('/accounts').expect(403);
  });

  it('is nothing to people of other roles', async () => {
    const member = await aPerson(app, [[office.unitId, 'member']], { password: OLD });
    const free = await signIn(app, member.username, OLD);
    expect(free.body).toMatchObject({ secondFactor: 'off' });
    await api(app).as(free).get('/accounts').expect(200);
  });
});

describe('administrators', () => {
  it('see and end the sessions of people within reach, effective at once', async () => {
    const person = await aPerson(app, [[office.unitId, 'member']], { password: OLD });
    const other = await anotherSession(app, person);
    const third = await anotherSession(app, person);
    const client = api(app).as(await admin());
    const { body } = await client.get(`/accounts/${person.id}/sessions`).expect(200);
    expect((body as { items: { id: string }[] }).items.map(({ id }) => id).toSorted()).toEqual(
      [person, other, third].map(({ sessionId }) => sessionId).toSorted(),
    );
    await client.delete(`/accounts/${person.id}/sessions/${other.sessionId}`).expect(204);
    await client.delete(`/accounts/${person.id}/sessions/${other.sessionId}`).expect(204);
    await api(app).as(other).get('/sessions/current').expect(401);
    await api(app).as(person).get('/sessions/current').expect(200);
    await client.delete(`/accounts/${office.admin.id}/sessions/${third.sessionId}`).expect(404);
    await client.delete(`/accounts/${person.id}/sessions`).expect(204);
    await api(app).as(third).get('/sessions/current').expect(401);
    expect((await client.get(`/accounts/${person.id}/sessions`).expect(200)).body).toEqual({ items: [], next: null });
  });

  it('say why they lock, and see who did and when; the person and colleagues do not', async () => {
    const person = await aPerson(app, [[office.unitId, 'member']]);
    const colleague = await aPerson(app, [[office.unitId, 'member']]);
    const client = api(app).as(await admin());
    const reason = 'Nghỉ thai sản đến tháng 11';
    const { body } = await client
      .patch(`/accounts/${person.id}`, { status: 'locked', statusReason: reason })
      .set('if-match', '"1"')
      .expect(200);
    const statusChange = { reason, byName: office.admin.displayName, at: app.clock.now().toISOString() };
    expect(body).toMatchObject({ status: 'locked', statusChange });
    expect((await api(app).as(colleague).get(`/accounts/${person.id}`).expect(200)).body).toMatchObject({
      status: 'locked',
      statusChange: null,
    });
    await client.patch(`/accounts/${person.id}`, { status: 'active' }).set('if-match', '"2"').expect(200);
    await client.patch(`/accounts/${person.id}`, { status: 'disabled' }).set('if-match', '"3"').expect(400);
  });
});

describe('signing in', () => {
  it('tells unknown, locked, disabled and never activated accounts apart by nothing', async () => {
    const of = (password: string | null = OLD) =>
      aPerson(app, [[office.unitId, 'member']], password === null ? {} : { password });
    const [known, locked, disabled] = [await of(), await of(), await of()];
    await app.db.query(
      `update account set status = case id when $1 then 'locked' else 'disabled' end where id in ($1, $2)`,
      [locked.id, disabled.id],
    );
    const answers = [
      await trySignIn(app, 'khong-co-nguoi-nay', OLD),
      await trySignIn(app, known.username, NEW),
      await trySignIn(app, locked.username, OLD),
      await trySignIn(app, disabled.username, OLD),
      await trySignIn(app, (await of(null)).username, OLD),
    ].map(said);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'accounts.wrong-credentials' } });
  });

  it('hashes a few passwords at a time and sends the rest of a flood away', async () => {
    const flood = await Promise.allSettled(
      Array.from({ length: 200 }, () => app.get(Passwords).matches(null, 'bất kỳ')),
    );
    const refused = flood
      .filter((one) => one.status === 'rejected')
      .map((one) => (one.reason as { code: string }).code);
    expect([200 - refused.length, new Set(refused)]).toEqual([2 + 32, new Set(['accounts.sign-in-busy'])]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Passwords } from '../../../src/accounts/passwords.ts';
import { Activation } from '../../../src/credentials/activation.service.ts';
import { ForgetCredentials } from '../../../src/credentials/forget-credentials.job.ts';
import { DomainError } from '../../../src/platform/errors/domain-error.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { anotherSession, aPerson, aUnit, type Person } from '../../support/people.ts';
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

const DAY = 86_400_000;

let app: TestApp;
let office: Office;
beforeAll(async () => {
  app = await startTestApp();
  office = await anOffice(app);
});
afterAll(() => app.stop());

interface Issued {
  readonly id: string;
  readonly accountId: string;
  readonly username: string;
  readonly code: string;
}

const someone = (options: { readonly password?: string; readonly email?: string } = {}): Promise<Person> =>
  aPerson(app, [[office.unitId, 'clerk']], options);
const admin = () => api(app).as(office.admin);

async function issue(person: Person): Promise<Issued> {
  const { body } = await admin().post('/activation-codes', { accountId: person.id }).expect(201);
  const [item] = (body as { items: Issued[] }).items;
  if (!item) throw new Error('no code');
  return item;
}

const activate = (username: string, code: string, password = NEW, more: object = {}) =>
  api(app)
    .anonymous()
    .post('/activations', { username, code, password, ...more });

async function stateOf(person: Person): Promise<string[]> {
  const { body } = await admin().get(`/activation-codes?accountId=${person.id}`).expect(200);
  return (body as { items: { state: string }[] }).items.map(({ state }) => state);
}

describe('an activation code', () => {
  it('makes a password and a session, once, however it is typed', async () => {
    const person = await someone();
    const { code } = await issue(person);
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}$/);
    const { body } = await activate(
      person.username.toUpperCase(),
      ` ${code.toLowerCase().replaceAll('-', ' ')}`,
    ).expect(201);
    expect(body).toMatchObject({ account: { id: person.id }, mustChangePassword: false, secondFactor: 'off' });
    await signIn(app, person.username, NEW);
    expect(codeOf(await activate(person.username, code, OLD).expect(409))).toBe('credentials.code-spent');
    expect(await stateOf(person)).toEqual(['used']);
    expect(await actsOn(app, person.id)).toEqual(['account.activate', 'activation-code.issue']);
  });

  it('is nowhere but in the answer of its issuing, not even for the same Idempotency-Key', async () => {
    const person = await someone();
    const ask = () =>
      admin()
        .post('/activation-codes', { accountId: person.id })
        .set('idempotency-key', `code-${person.id}`)
        .expect(201);
    const first = (await ask()).body as { items: Issued[] };
    const second = (await ask()).body as { items: Issued[] };
    const code = first.items[0]?.code ?? '';
    expect(code).toHaveLength(14);
    expect(second).toEqual({ items: [{ ...first.items[0], code: null }], more: false, awaitingApproval: 0 });
    expect(await tablesWith(app, code, code.replaceAll('-', ''))).toEqual([]);
    const list = await admin().get('/activation-codes').expect(200);
    expect(list.text).not.toContain(code);
    await activate(person.username, code).expect(201);
    expect(await tablesWith(app, code, code.replaceAll('-', ''), NEW)).toEqual([]);
  });

  it('finds its way through a search of the whole database when it is there', async () => {
    const person = await someone();
    const { code, id } = await issue(person);
    await app.db.query(`update activation_code set used_from = $2 where id = $1`, [id, code]);
    expect(await tablesWith(app, code)).toEqual(['public.activation_code']);
    await app.db.query(`update activation_code set used_from = null where id = $1`, [id]);
  });

  it('has one winner of twenty at the same moment, from twenty addresses', async () => {
    const person = await someone();
    const { code } = await issue(person);
    const tries = Array.from({ length: 20 }, (_, i) =>
      app
        .get(Activation)
        .activate({ username: person.username, code, password: NEW }, { address: `192.0.2.${i}`, userAgent: null })
        .then(
          () => 'in',
          (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
        ),
    );
    const results = await Promise.all(tries);
    expect(results.filter((result) => result === 'in')).toHaveLength(1);
    expect(new Set(results)).toEqual(new Set(['in', 'credentials.code-spent']));
    const { rows } = await app.db.query(
      `select from session where account_id = $1 and by_password and user_agent is null and address like '192.%'`,
      [person.id],
    );
    expect(rows).toHaveLength(1);
  });

  it('is void when a newer one is issued, taken back, or the password is changed without it', async () => {
    const person = await someone();
    const old = await issue(person);
    const taken = await issue(person);
    expect(codeOf(await activate(person.username, old.code).expect(409))).toBe('credentials.code-spent');
    await admin().post(`/activation-codes/${taken.id}/voiding`).expect(201);
    await admin().post(`/activation-codes/${taken.id}/voiding`).expect(200);
    await activate(person.username, taken.code).expect(409);
    const third = await issue(person);
    await admin().put(`/accounts/${person.id}/password`, { password: OLD }).expect(204);
    await activate(person.username, third.code).expect(409);
    expect(await stateOf(person)).toEqual(['void', 'void', 'void']);
    const fourth = await issue(person);
    await activate(person.username, fourth.code).expect(201);
    expect(codeOf(await admin().post(`/activation-codes/${fourth.id}/voiding`).expect(409))).toBe(
      'credentials.code-used',
    );
  });

  it('holds for its days and not a moment longer', async () => {
    const person = await someone();
    const { code } = await issue(person);
    const start = app.clock.now();
    app.clock.advance(14 * DAY);
    expect(await stateOf(person)).toEqual(['expired']);
    await activate(person.username, code).expect(409);
    app.clock.advance(-1);
    await activate(person.username, code).expect(201);
    app.clock.set(start);
  });

  it('resets a forgotten password only when it is used, and ends the sessions then', async () => {
    const person = await someone({ password: OLD });
    const { code } = await issue(person);
    await signIn(app, person.username, OLD);
    await api(app).as(person).get('/sessions/current').expect(200);
    await activate(person.username, code).expect(201);
    await api(app).as(person).get('/sessions/current').expect(401);
    await trySignIn(app, person.username, OLD).expect(401);
    await signIn(app, person.username, NEW);
  });

  it('is not used up by a weak password', async () => {
    const person = await someone();
    const { code } = await issue(person);
    const weak = await activate(person.username, code, `${person.username}2020`).expect(422);
    expect(weak.body).toMatchObject({
      code: 'accounts.weak-password',
      params: { reason: 'personal' },
      errors: [{ field: 'password', code: 'passwordPersonal', detail: expect.stringContaining('tên đăng nhập') }],
    });
    await activate(person.username, code).expect(201);
  });

  it('does not go past the second factor', async () => {
    const person = await someone({ password: OLD });
    const { recoveryCodes } = await withSecondFactor(app, person, OLD);
    const { code } = await issue(person);
    expect(codeOf(await activate(person.username, code).expect(401))).toBe('accounts.second-factor-needed');
    const wrong = await activate(person.username, code, NEW, { secondFactorCode: '000000' }).expect(401);
    expect(codeOf(wrong)).toBe('accounts.wrong-second-factor');
    await signIn(app, person.username, OLD, recoveryCodes[0]);
    await activate(person.username, code, NEW, { secondFactorCode: recoveryCodes[1] }).expect(201);
  });

  it('cannot be guessed: unknown names, wrong codes and locked accounts are told the same, and locked out alike', async () => {
    const known = await someone();
    await issue(known);
    const locked = await someone();
    const { code } = await issue(locked);
    await admin().patch(`/accounts/${locked.id}`, { status: 'locked' }).set('if-match', '"1"').expect(200);
    const hashes = { count: 0 };
    const passwords = app.get(Passwords);
    const hash = passwords.hash.bind(passwords);
    passwords.hash = (password) => {
      hashes.count++;
      return hash(password);
    };
    const answers: unknown[][] = [];
    for (const [username, typed] of [
      [known.username, 'AAAA-BBBB-CCCC'],
      ['khong-co-nguoi-nay', 'AAAA-BBBB-CCCC'],
      [locked.username, code],
    ] as const) {
      const tries = [];
      for (let i = 0; i < 7; i++) tries.push(said(await activate(username, typed)));
      answers.push(tries);
    }
    passwords.hash = hash;
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]?.map((answer) => (answer as { status: number }).status)).toEqual([
      401, 401, 401, 401, 401, 429, 429,
    ]);
    expect(hashes.count).toBe(0);
  });
});

describe('codes for a unit', () => {
  it('go to everybody without a password there and below, once, and to nobody beside', async () => {
    const root = await anOffice(app);
    const below = await aUnit(app, { parentId: root.unitId });
    const beside = await aUnit(app);
    const within = [
      await aPerson(app, [[root.unitId, 'clerk']]),
      await aPerson(app, [[below.id, 'leader']]),
      await aPerson(app, [[below.id, 'member']]),
    ];
    await aPerson(app, [[below.id, 'clerk']], { password: OLD });
    await aPerson(app, [[beside.id, 'clerk']]);
    await aPerson(app, [
      [below.id, 'clerk'],
      [beside.id, 'clerk'],
    ]);
    const client = api(app).as(root.admin);
    const { body } = await client.post('/activation-codes', { unitId: root.unitId }).expect(201);
    const { items } = body as { items: (Issued & { unitName: string })[] };
    expect(new Set(items.map(({ accountId }) => accountId))).toEqual(new Set(within.map(({ id }) => id)));
    expect(items.find(({ accountId }) => accountId === within[1]?.id)?.unitName).toBe(below.name);
    expect(new Set(items.map(({ code }) => code)).size).toBe(3);
    const next = await client.post('/activation-codes', { unitId: root.unitId }).expect(201);
    expect(next.body).toEqual({ items: [], more: false, awaitingApproval: 0 });
    const again = await client.post('/activation-codes', { unitId: below.id, again: true }).expect(201);
    expect((again.body as { items: Issued[] }).items).toHaveLength(2);
    const [mine, theirs] = [0, 1].map((i) => items.find(({ accountId }) => accountId === within[i]?.id));
    await activate(mine?.username ?? '', theirs?.code ?? '').expect(401);
    await client.post('/activation-codes', { unitId: beside.id }).expect(404);
    await client.post('/activation-codes', { unitId: root.unitId, accountId: within[0]?.id }).expect(400);
    await client.post('/activation-codes', {}).expect(400);
    await client.post('/activation-codes', { accountId: root.admin.id }).expect(403);
  });

  it('can be two thousand in one call', async () => {
    const root = await anOffice(app);
    await app.db.query(
      `with made as (insert into account (id, username, display_name, created_at, idle_since)
         select gen_random_uuid(), $2 || '.' || n, 'Cán bộ ' || n, $3, $3 from generate_series(1, 2003) n returning id)
       insert into post (id, account_id, unit_id, role, title, starts_at) select gen_random_uuid(), id, $1, 'member', 'Ủy viên', $3 from made`,
      [root.unitId, `dong.${root.unitId.slice(0, 8)}`, app.clock.now()],
    );
    const client = api(app).as(root.admin);
    const first = (await client.post('/activation-codes', { unitId: root.unitId }).expect(201)).body as {
      items: Issued[];
      more: boolean;
    };
    expect([first.items.length, first.more, new Set(first.items.map(({ code }) => code)).size]).toEqual([
      2000,
      true,
      2000,
    ]);
    const rest = (await client.post('/activation-codes', { unitId: root.unitId }).expect(201)).body as {
      items: Issued[];
      more: boolean;
    };
    expect([rest.items.length, rest.more]).toEqual([3, false]);
    const last = first.items.at(-1);
    await activate(last?.username ?? '', last?.code ?? '').expect(201);
    const page = await client.get('/activation-codes?limit=2&state=used').expect(200);
    expect((page.body as { items: Issued[] }).items.map(({ accountId }) => accountId)).toEqual([last?.accountId]);
  });
});

describe('the log of codes', () => {
  it('tells administrators who issued what, when, and which was used, page by page', async () => {
    const root = await anOffice(app);
    const people = [await aPerson(app, [[root.unitId, 'clerk']]), await aPerson(app, [[root.unitId, 'clerk']])];
    const client = api(app).as(await anotherSession(app, root.admin));
    for (const person of people) {
      await client.post('/activation-codes', { accountId: person.id }).expect(201);
      app.clock.advance(1000);
    }
    const first = (await client.get('/activation-codes?limit=1').expect(200)).body as { items: object[]; next: string };
    expect(first.items).toEqual([
      expect.objectContaining({
        accountId: people[1]?.id,
        state: 'waiting',
        issuedByName: root.admin.displayName,
        usedAt: null,
      }),
    ]);
    const second = (await client.get(`/activation-codes?limit=1&after=${first.next}`).expect(200)).body as {
      items: object[];
      next: null;
    };
    expect(second).toMatchObject({ items: [{ accountId: people[0]?.id }], next: null });
    expect((await admin().get(`/activation-codes?unitId=${root.unitId}`).expect(200)).body).toEqual({
      items: [],
      next: null,
    });
  });

  it('forgets what ran out long ago', async () => {
    const person = await someone();
    await issue(person);
    const start = app.clock.now();
    app.clock.advance((14 + 90) * DAY);
    await app.get(ForgetCredentials).run();
    expect(await stateOf(person)).toEqual(['expired']);
    app.clock.advance(1);
    await app.get(ForgetCredentials).run();
    expect(await stateOf(person)).toEqual([]);
    app.clock.set(start);
  });
});

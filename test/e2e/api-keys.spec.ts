import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SCOPE_NAMES, SCOPES, type Scope } from '../../src/api-keys/scopes.policy.ts';
import type { Role } from '../../src/platform/access/role.ts';
import { api, type Client, type SignedIn } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { aPerson, aUnit, type Person } from '../support/people.ts';
import { allRoutes } from '../support/rooms.ts';

interface Key {
  readonly id: string;
  readonly accountId: string;
  readonly secret: string;
}

const NOWHERE = '0badcafe-0000-4000-8000-000000000000';

let app: TestApp;
let unit: { readonly id: string };
let admin: Person;

beforeAll(async () => {
  app = await startTestApp({ config: { API_KEY_CALLS_PER_MINUTE: '200' } });
  unit = await aUnit(app);
  admin = await aPerson(app, [[unit.id, 'admin']]);
});
afterAll(() => app.stop());

const as = (person: SignedIn) => api(app).as(person);
const withKey = ({ secret }: Pick<Key, 'secret'>): Client => as({ token: () => secret });
const minutes = (count: number) => app.clock.set(new Date(app.clock.now().getTime() + count * 60_000));
const inMinutes = (count: number) => new Date(app.clock.now().getTime() + count * 60_000).toISOString();
const bodyOf = (more: object = {}) => ({
  unitId: unit.id,
  name: 'Phần mềm quản lý đoàn viên',
  role: 'clerk',
  scopes: [...SCOPE_NAMES],
  expiresAt: inMinutes(600),
  ...more,
});

async function aKey(more: object = {}): Promise<Key> {
  return (await as(admin).post('/api-keys', bodyOf(more)).expect(201)).body as Key;
}
const shown = async ({ id }: Key) =>
  (await as(admin).get(`/api-keys/${id}`).expect(200)).body as Record<string, unknown>;

describe('a key', () => {
  it('is shown by the call that made it and by nothing else', async () => {
    const send = () => as(admin).post('/api-keys', body).set('idempotency-key', 'mot-khoa');
    const body = bodyOf();
    const first = (await send().expect(201)).body as Key;
    expect(first).toMatchObject({
      secret: expect.stringMatching(/^gnvb_[\w-]{43}$/),
      state: 'active',
      lastUsedAt: null,
    });
    const again = (await send().expect(201)).body as Key;
    expect(again).toEqual({ ...first, secret: null });
    expect(await shown(first)).toMatchObject({
      prefix: first.secret.slice(0, 9),
      lastFour: first.secret.slice(-4),
      role: 'clerk',
    });
    for (const table of ['api_key', 'answered_request', 'audit_entry', 'account'])
      expect((await app.db.query(`select from ${table} t where t::text like $1`, [`%${first.secret}%`])).rowCount).toBe(
        0,
      );
    await withKey(first).get('/units').expect(200);
  });

  it.each<[string, (key: Key) => Promise<unknown>]>([
    ['is revoked', (key) => as(admin).post(`/api-keys/${key.id}/revocation`).expect(201)],
    ['has expired', async () => minutes(1)],
    [
      'acts for a machine that is locked',
      ({ accountId }) => app.db.query(`update account set status = 'locked' where id = $1`, [accountId]),
    ],
  ])('is refused by the next call once it %s, in the same words as a wrong one', async (_, stop) => {
    const key = await aKey({ expiresAt: inMinutes(1) });
    await withKey(key).get('/units').expect(200);
    await stop(key);
    const { body } = await withKey(key).get('/units').expect(401);
    const { body: wrong } = await withKey({ secret: `gnvb_${'A'.repeat(43)}` })
      .get('/units')
      .expect(401);
    const words = ({ instance, ...rest }: { instance: string }) => ({ ...rest, instance: typeof instance });
    expect(words(body as never)).toEqual(words(wrong as never));
    expect(body).toMatchObject({ code: 'access.key-refused' });
    await as(admin).post(`/api-keys/${key.id}/revocation`);
  });

  it.each(['gnvb_', 'gnvb_x', `gnvb_${'A'.repeat(44)}`, `GNVB_${'A'.repeat(43)}`, `gnvb_${'A'.repeat(42)} `])(
    'is refused when it is none: %s',
    async (secret) => {
      await withKey({ secret }).get('/units').expect(401);
    },
  );

  it('says when it was used, and writes so once a minute at most', async () => {
    const key = await aKey();
    const used = async () => (await shown(key))['lastUsedAt'];
    const writes = async () =>
      (await app.db.query<{ xmin: string }>(`select xmin::text from api_key where id = $1`, [key.id])).rows[0]?.xmin;
    const began = app.clock.now().toISOString();
    await withKey(key).get('/units').expect(200);
    const written = await writes();
    app.clock.set(new Date(app.clock.now().getTime() + 59_000));
    await withKey(key).get('/units').expect(200);
    expect([await used(), await writes()]).toEqual([began, written]);
    app.clock.set(new Date(app.clock.now().getTime() + 1000));
    await withKey(key).get('/units').expect(200);
    expect(await used()).toBe(app.clock.now().toISOString());
  });

  it('is held back when it calls too often, and only it', async () => {
    const [key, other] = [await aKey(), await aKey()];
    for (let i = 0; i < 20; i++)
      await Promise.all(Array.from({ length: 10 }, () => withKey(key).get('/document-types').expect(200)));
    const { body, headers } = await withKey(key).get('/units').expect(429);
    expect([body, headers['retry-after']]).toEqual([expect.objectContaining({ code: 'access.too-many-calls' }), '60']);
    await withKey(other).get('/units').expect(200);
    minutes(1);
    await withKey(key).get('/units').expect(200);
  });

  it('acts as a machine that audit and drafts name, that nobody signs in as and nobody sees among people', async () => {
    const key = await aKey({ name: 'Hệ thống báo cáo' });
    const draft = await withKey(key)
      .post('/outgoing-documents', { typeCode: 'bao_cao', subject: 'Báo cáo tháng' })
      .expect(201);
    const { id } = draft.body as { id: string };
    expect(draft.body).toMatchObject({ steps: [{ accountName: 'Hệ thống báo cáo', postTitle: 'Phần mềm' }] });
    await withKey(key).get(`/outgoing-documents/${id}`).expect(200);
    const { body: log } = await as(admin).get(`/audit-entries?accountId=${key.accountId}&act=view`).expect(200);
    expect(log).toMatchObject({ items: [{ accountName: 'Hệ thống báo cáo', subjectId: id }] });
    const password = 'Cánh đồng lúa chín 42';
    await as(admin).get(`/accounts/${key.accountId}`).expect(404);
    await as(admin).put(`/accounts/${key.accountId}/password`, { password }).expect(404);
    await expect(
      app.db.query(`update account set password_hash = 'x' where id = $1`, [key.accountId]),
    ).rejects.toMatchObject({ constraint: 'account_machine_without_password' });
    const { body: people } = await as(admin).get('/accounts?limit=200').expect(200);
    expect((people as { items: { id: string }[] }).items.map((one) => one.id)).not.toContain(key.accountId);
  });

  it('does not work where its post is not, nor beside a session', async () => {
    const key = await aKey();
    const far = await aUnit(app);
    const boss = await aPerson(app, [[far.id, 'clerk']]);
    const draft = await as(boss).post('/outgoing-documents', { typeCode: 'bao_cao', subject: 'Kín' }).expect(201);
    const { id } = draft.body as { id: string };
    await withKey(key).get(`/outgoing-documents/${id}`).expect(404);
    await withKey(key).get(`/outgoing-documents/${id}`).set('cookie', `access=${boss.token()}`).expect(404);
    await as(boss).get('/api-keys').expect(403);
    await as(admin)
      .post('/api-keys', bodyOf({ unitId: far.id }))
      .expect(404);
  });

  it('cannot be widened, by nobody and nothing', async () => {
    const key = await aKey({ scopes: ['units:read'] });
    const client = await app.db.connect();
    try {
      await client.query('set role gnvb_app');
      for (const set of [
        `scopes = '{units:read,groups:read}'`,
        `expires_at = now()`,
        `unit_id = unit_id`,
        `digest = ''`,
      ])
        await expect(client.query(`update api_key set ${set}`)).rejects.toMatchObject({ code: '42501' });
      await expect(client.query(`delete from api_key`)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.query('reset role');
      client.release();
    }
    const wider = { scopes: [...SCOPE_NAMES] };
    await as(admin).patch(`/api-keys/${key.id}`, wider).expect(404);
    await as(admin).put(`/api-keys/${key.id}`, wider).expect(404);
  });

  it.each<[string, () => object, string]>([
    ['without an end', () => ({ expiresAt: undefined }), 'request.invalid'],
    ['for ever', () => ({ expiresAt: '2030-01-01T00:00:00Z' }), 'api-keys.bad-expiry'],
    ['for yesterday', () => ({ expiresAt: '2020-05-17T00:00:00Z' }), 'api-keys.bad-expiry'],
    ['with no scope', () => ({ scopes: [] }), 'request.invalid'],
    ['with a scope there is not', () => ({ scopes: ['*'] }), 'request.invalid'],
    ['to decide', () => ({ role: 'leader' }), 'request.invalid'],
    ['to administer', () => ({ role: 'admin' }), 'request.invalid'],
  ])('is not made %s', async (_, more, code) => {
    const { body } = await as(admin).post('/api-keys', bodyOf(more()));
    expect(body).toMatchObject({ code });
  });
});

describe('what keys open', () => {
  // Public pages ask nobody who they are: a key neither helps nor hinders there.
  const guarded = allRoutes().filter(({ access }) => access !== 'public');
  const opened = new Set<string>(Object.values(SCOPES).flat());

  const codeOf = async (key: Key, { method, path }: (typeof guarded)[number]): Promise<unknown> => {
    const address = path.replaceAll(/:\w+/g, NOWHERE);
    const { body, status } = await withKey(key)[method.toLowerCase() as keyof Client](address);
    // HEAD is refused without a word.
    if (method === 'HEAD') return status === 403 ? 'access.scope-needed' : null;
    return (body as { code?: unknown } | undefined)?.code;
  };
  const answered = async (key: Key): Promise<string[]> => {
    const ids: string[] = [];
    for (const [i, route] of guarded.entries()) {
      // Before it calls too often.
      if (i % 150 === 149) minutes(1);
      const code = await codeOf(key, route);
      expect(code).not.toBe('access.key-refused');
      if (code !== 'access.scope-needed') ids.push(route.id);
    }
    return ids.toSorted();
  };

  it('are routes there are', () => {
    const known = new Set(guarded.map(({ id }) => id));
    expect([...opened].filter((id) => !known.has(id))).toEqual([]);
    // Two controllers under one name would open each other's routes.
    for (const id of opened) expect(allRoutes().filter((route) => route.id === id)).toHaveLength(1);
  });

  it('is what stands in the table, and nothing else, with all scopes', async () => {
    expect(await answered(await aKey())).toEqual([...opened].toSorted());
  });

  it.each(SCOPE_NAMES)('is what stands in the table, with %s alone', async (scope: Scope) => {
    expect(await answered(await aKey({ scopes: [scope] }))).toEqual([...SCOPES[scope]].toSorted());
  });

  it('still takes the role at the unit', async () => {
    const member = await aKey({ role: 'member' satisfies Role });
    await withKey(member).get('/incoming-documents').expect(200);
    const { body } = await withKey(member).post('/groups', { name: 'Nhóm' }).expect(403);
    expect(body).toMatchObject({ code: 'access.scope-needed' });
  });

  it('never is a receipt: reading is not opening', async () => {
    const key = await aKey();
    const office = await aUnit(app, { numbering: 'YEAR' });
    const sender = await aPerson(app, [
      [office.id, 'clerk'],
      [office.id, 'leader'],
    ]);
    const recipients = [{ target: 'unit', unitId: unit.id, purpose: 'act' }];
    const draft = await as(sender).post('/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'Rà soát',
      recipients,
    });
    const { id } = draft.body as { id: string };
    for (const act of ['submission', 'approval', 'issuance', 'dispatches'])
      await as(sender).post(`/outgoing-documents/${id}/${act}`, {}).expect(201);
    const { body } = await withKey(key).get('/incoming-documents').expect(200);
    const [line] = (body as { items: { id: string }[] }).items;
    const { body: read } = await withKey(key).get(`/incoming-documents/${line?.id}`).expect(200);
    expect(read).toMatchObject({ subject: 'Rà soát', state: 'delivered', openedAt: null });
    for (const act of ['opening', 'acknowledgement', 'registration'])
      await withKey(key).post(`/incoming-documents/${line?.id}/${act}`, {}).expect(403);
    const { rows } = await app.db.query<{ fact: string }>(`select distinct fact from receipt`);
    expect(rows.map(({ fact }) => fact)).toEqual(['dispatched']);
  });
});

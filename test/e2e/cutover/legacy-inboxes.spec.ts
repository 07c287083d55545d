import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InboxSecrets } from '../../../src/legacy-inboxes/inbox-secrets.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { aWorld, CUTOVER, REASON, type World } from './world.ts';

const IMAP = { host: 'Mail.Example.VN', port: 993, security: 'tls', user: 'chidoan' };
const PASSWORD = 'mật khẩu của hộp thư cũ 1!';

let world: World;

beforeAll(async () => {
  world = await aWorld(3);
});
afterAll(() => world.app.stop());

const unit = (index: number) => {
  const found = world.org.units[index];
  if (!found) throw new Error('no such unit');
  return found;
};
const events = async (id: string) =>
  (await world.admin().get(`/legacy-inboxes/${id}/events`).expect(200)).body as { items: Record<string, unknown>[] };

describe('the register of old inboxes', () => {
  it('lists any number of them for a unit, each address once', async () => {
    const one = await world.inbox(unit(0), 'Chidoan1@Example.VN', {
      owner: 'Văn thư',
      imap: IMAP,
      note: 'Dùng từ 2012',
    });
    expect(one).toMatchObject({
      address: 'chidoan1@example.vn',
      owner: 'Văn thư',
      imap: { host: 'mail.example.vn', port: 993, security: 'tls', user: 'chidoan', hasPassword: false },
      state: 'active',
      version: 1,
      proof: { proof: 'none' },
      can: { edit: true, dualRun: { allowed: true }, retirement: { allowed: false, obstacles: ['wrong-state'] } },
    });
    await world.inbox(unit(0), 'chidoan1.phu@example.vn');
    const again = { unitId: unit(1).id, address: 'CHIDOAN1@example.vn' };
    const { body } = await world.admin().post('/legacy-inboxes', again).expect(409);
    expect(body).toMatchObject({ code: 'legacy-inboxes.address-taken' });
    await world
      .admin()
      .post('/legacy-inboxes', { ...again, address: 'hai@a.vn, ba@b.vn' })
      .expect(400);
    await world
      .admin()
      .post('/legacy-inboxes', { ...again, address: 'x@a.vn', imap: { ...IMAP, host: 'imaps://a' } })
      .expect(400);
  });

  it('is read page by page, narrowed by state, unit and words', async () => {
    const list = async (query: Record<string, string>) => {
      const { body } = await world.admin().get('/legacy-inboxes').query(query).expect(200);
      return body as { items: { address: string }[]; next: string | null };
    };
    const first = await list({ unitId: unit(0).id, limit: '1' });
    expect(first.items.map(({ address }) => address)).toEqual(['chidoan1.phu@example.vn']);
    const second = await list({ unitId: unit(0).id, limit: '1', after: first.next ?? '' });
    expect(second).toMatchObject({ items: [{ address: 'chidoan1@example.vn' }], next: null });
    expect((await list({ q: 'VĂN THƯ' })).items).toHaveLength(1);
    expect((await list({ q: '.phu@' })).items).toHaveLength(1);
    expect((await list({ state: 'frozen' })).items).toEqual([]);
  });

  it('takes a password, keeps it sealed, and shows it to nobody', async () => {
    const { id, version } = await world.inbox(unit(1), 'bimat@example.vn', { imap: IMAP });
    await world.admin().put(`/legacy-inboxes/${id}/secret`, { password: PASSWORD }).expect(204);
    const shown = await world.shown(id);
    expect(shown).toMatchObject({ imap: { hasPassword: true }, version: version + 1 });
    const secret = () => world.app.get(InboxSecrets).of(world.app.get(Database), id);
    expect(await secret()).toBe(PASSWORD);
    const { rows } = await world.app.db.query<{ dump: string }>(
      `select (select string_agg(i::text, '') from legacy_inbox i) || (select string_agg(e::text, '') from legacy_inbox_event e)
         || (select string_agg(a::text, '') from audit_entry a) || (select coalesce(string_agg(r::text, ''), '') from answered_request r) as dump`,
    );
    expect(rows[0]?.dump).not.toContain(PASSWORD);
    expect(rows[0]?.dump).not.toContain(Buffer.from(PASSWORD).toString('hex'));
    expect(JSON.stringify([shown, await events(id)])).not.toContain(PASSWORD);
    // Somebody who points the inbox at a server of their own must not be handed the password there.
    const moved = await world
      .admin()
      .patch(`/legacy-inboxes/${id}`, { imap: { ...IMAP, host: 'evil.example' } })
      .set('if-match', `"${version + 1}"`)
      .expect(200);
    expect(moved.body).toMatchObject({ imap: { host: 'evil.example', hasPassword: false } });
    expect(await secret()).toBeNull();
    const none = await world.inbox(unit(1), 'khongmaychu@example.vn');
    await world.admin().put(`/legacy-inboxes/${none.id}/secret`, { password: PASSWORD }).expect(409);
  });

  it('is for administrators of the unit or above', async () => {
    const { id } = await world.inbox(unit(2), 'quyen@example.vn');
    await world.as(unit(2).clerk).get(`/legacy-inboxes/${id}`).expect(403);
    await world.as(unit(2).leader).post(`/legacy-inboxes/${id}/freezing`, {}).expect(403);
    const change = (body: object, version: number) =>
      world.admin().patch(`/legacy-inboxes/${id}`, body).set('if-match', `"${version}"`);
    await change({ note: 'a' }, 7).expect(412);
    const taken = await change({ address: 'Chidoan1@example.vn' }, 1).expect(409);
    expect(taken.body).toMatchObject({ code: 'legacy-inboxes.address-taken' });
    expect((await change({ address: 'quyen2@example.vn' }, 1).expect(200)).body).toMatchObject({ version: 2 });
    await world.act(id, 'freezing').expect(201);
    const fixed = await change({ address: 'quyen3@example.vn' }, 3).expect(409);
    expect(fixed.body).toMatchObject({ code: 'legacy-inboxes.address-fixed' });
  });
});

describe('the road of an old inbox', () => {
  it('goes through with proof and a unit that is ready, and says who did what', async () => {
    const { id } = await world.inbox(unit(0), 'duong@example.vn');
    await world.act(id, 'dual-run').expect(201);
    await world.act(id, 'dual-run').expect(200);
    await world.act(id, 'freezing', { reason: 'Chốt sổ' }).expect(201);
    const early = await world.act(id, 'import-completion').expect(409);
    expect(early.body).toMatchObject({ code: 'legacy-inboxes.not-imported' });
    world.proofs.say(id, 'disagrees', 3);
    const differing = await world.act(id, 'import-completion').expect(409);
    expect(differing.body).toMatchObject({ code: 'legacy-inboxes.not-proven' });
    world.proofs.say(id, 'agrees');
    await world.act(id, 'import-completion').expect(201);
    const unready = await world.act(id, 'retirement').expect(409);
    expect(unready.body).toMatchObject({ code: 'legacy-inboxes.unit-not-ready' });
    expect((await world.shown(id)).can.retirement).toEqual({
      allowed: false,
      obstacles: ['unit-not-ready'],
      overridable: true,
      needsReason: false,
    });
    await makeReady(0);
    const retired = await world.act(id, 'retirement').expect(201);
    expect(retired.body).toMatchObject({ state: 'retired', can: { reopening: { allowed: true, needsReason: true } } });
    const { items } = await events(id);
    expect(items.map(({ act, from, to }) => `${String(from)} ${String(act)} ${String(to)}`)).toEqual([
      'imported retirement retired',
      'frozen import-completion imported',
      'dual_run freezing frozen',
      'active dual-run dual_run',
      'null listing active',
    ]);
    expect(items[2]).toMatchObject({ byName: world.org.office.admin.displayName, reason: 'Chốt sổ' });
  });

  it('lets an administrator set aside what is in the way, with a reason, and keeps both', async () => {
    const { id } = await world.inbox(unit(1), 'boqua@example.vn');
    await world.act(id, 'freezing').expect(201);
    await world.act(id, 'import-completion', { override: true }).expect(422);
    await world.act(id, 'import-completion', { override: true, reason: 'Ngắn' }).expect(422);
    await world.act(id, 'import-completion', { reason: REASON }).expect(409);
    await world.act(id, 'import-completion', { override: true, reason: REASON }).expect(201);
    await world.act(id, 'retirement', { override: true, reason: REASON }).expect(201);
    expect((await events(id)).items[0]).toMatchObject({
      act: 'retirement',
      reason: REASON,
      overrode: ['not-imported', 'unit-not-ready'],
    });
  });

  it('goes back with a reason, until it is closed for good', async () => {
    const { id } = await world.inbox(unit(1), 'quaylai@example.vn', { imap: IMAP });
    await world.admin().put(`/legacy-inboxes/${id}/secret`, { password: PASSWORD }).expect(204);
    const override = { override: true, reason: REASON };
    await world.act(id, 'freezing').expect(201);
    await world.act(id, 'reopening', { reason: REASON }).expect(201);
    expect((await world.shown(id)).state).toBe('active');
    await world.act(id, 'closing', { reason: REASON }).expect(409);
    for (const act of ['freezing', 'import-completion', 'retirement']) await world.act(id, act, override).expect(201);
    await world.act(id, 'reopening').expect(422);
    await world.act(id, 'reopening', { reason: REASON }).expect(201);
    for (const act of ['import-completion', 'retirement']) await world.act(id, act, override).expect(201);
    await world.act(id, 'closing').expect(422);
    await world.act(id, 'closing', { reason: REASON }).expect(201);
    await world.act(id, 'closing', { reason: REASON }).expect(200);
    expect(await world.shown(id)).toMatchObject({
      state: 'retired',
      can: { edit: false },
      imap: { hasPassword: false },
    });
    const { body } = await world.act(id, 'reopening', { reason: REASON }).expect(409);
    expect(body).toMatchObject({ code: 'legacy-inboxes.closed' });
    await world.admin().patch(`/legacy-inboxes/${id}`, { note: 'a' }).set('if-match', '"1"').expect(409);
  });

  it('is gone by one of two who press at once', async () => {
    const { id } = await world.inbox(unit(2), 'cungluc@example.vn');
    const pressed = await Promise.all([1, 2, 3, 4].map(() => world.act(id, 'freezing').then(({ status }) => status)));
    expect(pressed.toSorted()).toEqual([200, 200, 200, 201]);
    expect((await events(id)).items).toHaveLength(2);
  });

  it('does not lead back to e-mail once the date has come', async () => {
    const one = await world.inbox(unit(2), 'saungay@example.vn');
    const two = await world.inbox(unit(2), 'saungay2@example.vn');
    await world.act(two.id, 'freezing').expect(201);
    const before = world.app.clock.now();
    world.at(CUTOVER);
    try {
      expect((await world.act(one.id, 'dual-run', { override: true, reason: REASON }).expect(409)).body).toMatchObject({
        code: 'legacy-inboxes.after-cutover',
      });
      await world.act(two.id, 'reopening', { reason: REASON }).expect(409);
    } finally {
      world.app.clock.set(before);
    }
  });
});

/** Somebody there has a password and has acknowledged a document. */
async function makeReady(index: number): Promise<void> {
  const { clerk, id } = unit(index);
  await world.app.db.query(`update account set password_hash = 'x' where id = $1`, [clerk.id]);
  await world.send([unit(index)]);
  const { rows } = await world.app.db.query<{ id: string }>(`select id from delivery where unit_id = $1`, [id]);
  await world.as(clerk).post(`/incoming-documents/${rows[0]?.id}/acknowledgement`).expect(201);
}

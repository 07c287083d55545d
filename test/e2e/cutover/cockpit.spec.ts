import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CutoverWire, PublicScoreboardWire, UnitCutoverWire } from '../../../src/cutover/cutover.wire.ts';
import { OnTheDay } from '../../../src/cutover/on-the-day.job.ts';
import { api } from '../../support/api.ts';
import { aPerson, aUnit } from '../../support/people.ts';
import { startMailServer, type BadMailServer } from '../mail-server.ts';
import { aWorld, CUTOVER, REASON, type World } from './world.ts';

let server: BadMailServer;
let world: World;

beforeAll(async () => {
  server = await startMailServer();
  world = await aWorld(4, { SMTP_URL: server.url });
});
afterAll(async () => {
  await world.app.stop();
  await server.close();
});

const unit = (index: number) => {
  const found = world.org.units[index];
  if (!found) throw new Error('no such unit');
  return found;
};
const overview = async () => (await world.admin().get('/cutover').expect(200)).body as CutoverWire;
const roads = async (query: Record<string, string> = {}) => {
  const { body } = await world.admin().get('/cutover/units').query(query).expect(200);
  return body as { items: UnitCutoverWire[]; next: string | null };
};
const roadOf = async (index: number) => (await roads()).items.find(({ unitId }) => unitId === unit(index).id);
/** As if nobody of the unit had ever been here. */
const neverHere = (index: number) =>
  world.app.db.query(`delete from session where account_id in (select account_id from post where unit_id = $1)`, [
    unit(index).id,
  ]);
async function acknowledge(index: number): Promise<void> {
  const { clerk, id } = unit(index);
  const { rows } = await world.app.db.query<{ id: string }>(`select id from delivery where unit_id = $1`, [id]);
  await world.as(clerk).post(`/incoming-documents/${rows[0]?.id}/acknowledgement`).expect(201);
}

describe('the cockpit', () => {
  it('shows date, road and what is in the way, with whom to call', async () => {
    await world.inbox(unit(0), 'mot@example.vn', { owner: 'Văn thư cơ quan' });
    const { id } = await world.inbox(unit(1), 'hai@example.vn');
    await world.act(id, 'freezing').expect(201);
    await world.send([unit(0), unit(1), unit(2)]);
    await world.drain();
    for (const index of [0, 3]) await neverHere(index);
    expect(await overview()).toMatchObject({
      at: new Date(CUTOVER).toISOString(),
      isAfter: false,
      daysLeft: 14,
      inboxes: { active: 1, dual_run: 0, frozen: 1, imported: 0, retired: 0 },
      units: {
        listed: 2,
        account_issued: 0,
        booked: 0,
        trained: 0,
        first_login: 3,
        first_acknowledgement: 0,
        ready: 0,
      },
      blockers: [
        { blocker: 'no-code', count: 2 },
        { blocker: 'no-acknowledgement', count: 3 },
        { blocker: 'inbox-in-use', count: 1 },
        { blocker: 'inbox-not-imported', count: 1 },
      ],
      timeline: [{ act: 'freezing', count: 1 }],
      traffic: [],
      scoreboardShown: false,
    });
    expect(await roadOf(0)).toMatchObject({
      step: 'listed',
      blockers: ['no-code', 'inbox-in-use'],
      contact: { name: unit(0).clerk.displayName, title: 'Văn thư' },
      inboxes: [{ address: 'mot@example.vn', owner: 'Văn thư cơ quan', blocker: 'inbox-in-use' }],
    });
    expect(await roadOf(1)).toMatchObject({
      step: 'first_login',
      blockers: ['no-acknowledgement', 'inbox-not-imported'],
    });
    await acknowledge(1);
    await acknowledge(2);
    expect(await roadOf(1)).toMatchObject({ step: 'ready', blockers: ['inbox-not-imported'] });
    // Nothing left to retire: it has arrived.
    expect(await roadOf(2)).toMatchObject({ step: 'cut_over', blockers: [] });
  });

  it('is read page by page, narrowed to a step or to those that have not arrived', async () => {
    const first = await roads({ limit: '2' });
    const second = await roads({ limit: '200', after: first.next ?? '' });
    const codes = [...first.items, ...second.items].map(({ unitCode }) => unitCode);
    expect(codes).toEqual(codes.toSorted());
    expect(codes).toHaveLength(5);
    expect((await roads({ step: 'cut_over' })).items.map(({ unitId }) => unitId)).toEqual([unit(2).id]);
    expect((await roads({ blocked: 'true' })).items).toHaveLength(4);
  });

  it('shows an administrator of one unit that unit', async () => {
    const admin = await aPerson(world.app, [[unit(1).id, 'admin']]);
    const { body } = await world.as(admin).get('/cutover/units').expect(200);
    expect((body as { items: UnitCutoverWire[] }).items.map(({ unitId }) => unitId)).toEqual([unit(1).id]);
    expect((await world.as(admin).get('/cutover').expect(200)).body).toMatchObject({
      inboxes: { active: 0, frozen: 1 },
    });
    await world.as(unit(1).clerk).get('/cutover').expect(403);
  });
});

describe('a reminder', () => {
  it('goes through the old inbox once a day, and holds nothing of any document', async () => {
    server.taken.length = 0;
    const remind = (body: object = {}) => world.admin().post('/cutover/reminders', body).expect(201);
    expect((await remind({ unitIds: [unit(0).id] })).body).toEqual({ reminded: 1, already: 0 });
    expect((await remind()).body).toEqual({ reminded: 1, already: 1 });
    expect((await remind()).body).toEqual({ reminded: 0, already: 2 });
    await world.drain();
    expect(server.taken).toHaveLength(2);
    for (const { text } of server.taken) expect(Buffer.from(text).toString()).not.toContain('Rà soát');
    expect((await roadOf(0))?.inboxes[0]?.remindedOn).toBe('2020-05-18');
    world.at('2020-05-19T00:00:00+07:00');
    expect((await remind()).body).toEqual({ reminded: 2, already: 0 });
    const stranger = await aUnit(world.app);
    await world
      .admin()
      .post('/cutover/reminders', { unitIds: [stranger.id] })
      .expect(404);
  });
});

describe('the scoreboard', () => {
  const board = () => api(world.app).anonymous().get('/public/cutover-scoreboard');

  it('is nowhere until it is switched on, and has names only when they are wanted', async () => {
    await board().expect(404);
    const put = (body: object) => world.admin().put('/cutover/scoreboard', body).expect(200);
    await put({ shown: true, names: false });
    const numbers = (await board().expect(200)).body as PublicScoreboardWire;
    expect(numbers).toMatchObject({ daysLeft: 13, inboxesAll: 2, inboxesRetired: 0, items: [], next: null });
    expect(numbers.units).toEqual({ preparing: 4, ready: 1, cut_over: 1 });
    await put({ shown: true, names: true });
    const { items } = (await board().expect(200)).body as PublicScoreboardWire;
    expect(items.find(({ name }) => name === unit(2).name)).toEqual({ name: unit(2).name, step: 'cut_over' });
    await put({ shown: false, names: true });
    await board().expect(404);
  });

  it('is switched at the top of the tree only', async () => {
    const admin = await aPerson(world.app, [[unit(1).id, 'admin']]);
    const { body } = await world.as(admin).get('/cutover/scoreboard').expect(200);
    expect(body.can).toEqual({ change: false });
    expect((await world.admin().get('/cutover/scoreboard').expect(200)).body.can).toEqual({ change: true });
    await world.as(admin).put('/cutover/scoreboard', { shown: true, names: true }).expect(403);
  });
});

describe('the day', () => {
  it('freezes what is open, retires what is ready, and leaves the rest on the list', async () => {
    const run = () => world.app.get(OnTheDay).run();
    const ready = await world.inbox(unit(2), 'sansang@example.vn');
    const running = await world.inbox(unit(3), 'dangchay@example.vn');
    await world.act(running.id, 'dual-run').expect(201);
    world.proofs.say(ready.id, 'agrees');
    world.at('2020-05-31T23:59:59.999+07:00');
    await run();
    expect(await world.shown(ready.id)).toMatchObject({ state: 'active' });
    world.at(CUTOVER);
    await Promise.all([run(), run()]);
    expect(await world.shown(ready.id)).toMatchObject({ state: 'retired' });
    expect(await world.shown(running.id)).toMatchObject({ state: 'frozen' });
    const { body } = await world.admin().get(`/legacy-inboxes/${ready.id}/events`).expect(200);
    expect((body as { items: { act: string; byName: string | null }[] }).items).toMatchObject([
      { act: 'retirement', byName: null },
      { act: 'import-completion', byName: null },
      { act: 'freezing', byName: null },
      { act: 'listing' },
    ]);
    const left = await roads({ blocked: 'true' });
    expect(left.items.find(({ unitId }) => unitId === unit(3).id)).toMatchObject({
      blockers: ['no-code', 'inbox-not-imported'],
    });
    expect(left.items.map(({ unitId }) => unitId)).not.toContain(unit(2).id);
    // What somebody opens again is theirs.
    await world.act(ready.id, 'reopening', { reason: REASON }).expect(201);
    await run();
    expect(await world.shown(ready.id)).toMatchObject({ state: 'frozen' });
    expect(await overview()).toMatchObject({ isAfter: true, daysLeft: 0 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForgetNotices } from '../../../src/notifications/forget-notices.job.ts';
import { Notifications } from '../../../src/notifications/notifications.service.ts';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import type { StaffedUnit } from '../../support/organisation.ts';
import { aPerson, type Person } from '../../support/people.ts';
import { aNotice, aWorld, SUBJECT, type World } from './world.ts';

interface Line {
  readonly id: string;
  readonly unitId: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly isWaiting: boolean;
  readonly readAt: string | null;
}

let world: World;
let unit: StaffedUnit;
let other: StaffedUnit;

const list = async (person: Person, query = ''): Promise<Line[]> =>
  ((await world.as(person).get(`/notices${query}`).expect(200)).body as { items: Line[] }).items;
const unread = async (person: Person): Promise<object> =>
  (await world.as(person).get('/notices/unread').expect(200)).body as object;

beforeAll(async () => {
  world = await aWorld(2);
  [unit, other] = world.units as [StaffedUnit, StaffedUnit];
});
afterAll(() => world.app.stop());

describe('the bell', () => {
  it('shows what a person was told, also one who has no mail address, and says what still waits', async () => {
    const clerk = await aPerson(world.app, [[unit.id, 'clerk']]);
    const { deliveryIds, symbol } = await world.send([unit], 'khan');
    const lines = await list(clerk);
    expect(lines).toEqual([
      {
        id: expect.any(String),
        unitId: unit.id,
        kind: 'document.arrived',
        title: `[KHẨN] Văn bản đến ${symbol}`,
        body: `${world.org.office.name} gửi ${unit.name}`,
        path: `/incoming/${deliveryIds[0]}`,
        urgency: 'khan',
        at: world.app.clock.now().toISOString(),
        readAt: null,
        isWaiting: true,
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain(SUBJECT);
    await world.as(unit.leader).post(`/incoming-documents/${deliveryIds[0]}/acknowledgement`).expect(201);
    expect(await list(clerk)).toMatchObject([{ isWaiting: false, readAt: null }]);
    expect(await list(unit.member)).toEqual([]);
    expect(await list(other.clerk)).toEqual([]);
  });

  it('rings for whoever is named, sent back to, or answered, and once for each thing', async () => {
    const { deliveryIds, symbol, documentId } = await world.send([unit, other]);
    await world.as(unit.clerk).post(`/incoming-documents/${deliveryIds[0]}/registration`).expect(201);
    await world
      .as(unit.leader)
      .post(`/incoming-documents/${deliveryIds[0]}/assignments`, {
        leadAccountId: unit.member.id,
        cooperateAccountIds: [],
        informAccountIds: [],
        instruction: 'Tham mưu văn bản trả lời',
      })
      .expect(201);
    await world
      .as(other.clerk)
      .post(`/incoming-documents/${deliveryIds[1]}/refusal`, { code: 'other', text: 'Không thuộc đối tượng thực hiện' })
      .expect(201);
    await world.drain();
    expect(await list(unit.member)).toMatchObject([
      { kind: 'document.assigned', title: `Phân công xử lý văn bản ${symbol}`, path: `/incoming/${deliveryIds[0]}` },
    ]);
    expect(await list(world.org.office.leader)).toMatchObject([
      {
        title: `${other.name} từ chối tiếp nhận văn bản ${symbol}`,
        path: `/outgoing/${documentId}/tracking`,
        isWaiting: true,
      },
    ]);
    expect(JSON.stringify(await list(world.org.office.leader))).not.toContain('đối tượng');
    const notice = aNotice(unit.member, unit.id);
    const tell = () => world.app.get(UnitOfWork).run((tx) => world.app.get(Notifications).tell(tx, [notice, notice]));
    await Promise.all([tell(), tell()]);
    await tell();
    expect((await list(unit.member)).filter(({ kind }) => kind === 'group.answered')).toHaveLength(1);
  });

  it('does not tell any more which document was withdrawn before anybody opened it', async () => {
    const { documentId, symbol, deliveryIds } = await world.send([other]);
    await world
      .as(world.org.office.leader)
      .post(`/outgoing-documents/${documentId}/revocation`, { reason: 'Văn bản ghi sai thẩm quyền ban hành' })
      .expect(201);
    const { rows } = await world.app.db.query<{ state: string }>(`select state from delivery where id = $1`, [
      deliveryIds[0],
    ]);
    // Until corrections reach the copies, the state is set here.
    if (rows[0]?.state !== 'withdrawn')
      await world.app.db.query(`update delivery set state = 'withdrawn', is_open = false where id = $1`, [
        deliveryIds[0],
      ]);
    const [line] = await list(other.clerk);
    expect(line).toMatchObject({ title: 'Văn bản đã được thu hồi', isWaiting: false });
    expect(JSON.stringify(line)).not.toContain(symbol);
  });

  it('is silent about units the person has left', async () => {
    const clerk = await aPerson(world.app, [
      [unit.id, 'clerk'],
      [other.id, 'member'],
    ]);
    await world.tell(clerk, unit.id, 2);
    await world.tell(clerk, other.id, 1);
    const kept = (await list(clerk)).find((line) => line.unitId === unit.id);
    expect(await unread(clerk)).toEqual({ count: 3, isMore: false });
    await world.app.db.query(`update post set ends_at = $2 where id = $1`, [clerk.postIds[0], world.app.clock.now()]);
    expect([(await list(clerk)).length, await unread(clerk)]).toEqual([1, { count: 1, isMore: false }]);
    await world.as(clerk).post(`/notices/${kept?.id}/reading`).expect(404);
    await world.as(clerk).post('/notices/reading', { upToId: kept?.id }).expect(404);
  });
});

describe('reading a notice', () => {
  it('is for its person alone, harmless to repeat, and no receipt', async () => {
    const { deliveryIds } = await world.send([unit]);
    const receipts = async () =>
      (await world.app.db.query(`select fact from receipt where delivery_id = $1 order by seq`, [deliveryIds[0]])).rows;
    const before = await receipts();
    const [notice] = await list(unit.clerk);
    const path = `/notices/${notice?.id}/reading`;
    await world.as(unit.leader).post(path).expect(404);
    const first = await world.as(unit.clerk).post(path).expect(201);
    world.app.clock.advance(60_000);
    const again = await world.as(unit.clerk).post(path).expect(200);
    expect(again.body).toEqual(first.body);
    expect(await receipts()).toEqual(before);
    expect((await list(unit.clerk))[0]).toMatchObject({ id: notice?.id, isWaiting: true, readAt: expect.any(String) });
    const seen = await world.as(unit.clerk).get(`/incoming-documents/${deliveryIds[0]}`).expect(200);
    expect(seen.body).toMatchObject({ state: 'delivered', openedAt: null });
  });

  it('may be of all up to one, or of all about a page', async () => {
    const person = await aPerson(world.app, [[unit.id, 'clerk']]);
    for (let i = 0; i < 3; i++) {
      world.app.clock.advance(1000);
      await world.tell(person, unit.id, 1);
    }
    await world.app.db.query(`update notice set path = '/groups/2' where id = $1`, [(await list(person))[0]?.id]);
    const [newest, middle] = await list(person);
    const read = (body: object, status = 201) => world.as(person).post('/notices/reading', body).expect(status);
    expect((await read({ upToId: middle?.id })).body).toEqual({ count: 1, isMore: false });
    await read({ upToId: middle?.id }, 200);
    expect((await list(person, '?unread=true')).map(({ id }) => id)).toEqual([newest?.id]);
    expect((await read({ path: '/groups/2' })).body).toEqual({ count: 0, isMore: false });
    for (const wrong of [{}, { upToId: newest?.id, path: '/groups/2' }])
      expect((await read(wrong, 422)).body).toMatchObject({ code: 'notices.say-which' });
  });

  it('takes the number down from 99+, page by page', async () => {
    const person = await aPerson(world.app, [[unit.id, 'member']]);
    await world.tell(person, unit.id, 101);
    expect(await unread(person)).toEqual({ count: 99, isMore: true });
    const seen = new Set<string>();
    for (let after: string | null = ''; after !== null;) {
      const { body } = await world
        .as(person)
        .get(`/notices?limit=40${after && `&after=${after}`}`)
        .expect(200);
      const page = body as { items: Line[]; next: string | null };
      for (const { id } of page.items) seen.add(id);
      after = page.next;
    }
    expect(seen.size).toBe(101);
    const [newest, next, third] = await list(person);
    await world.as(person).post(`/notices/${newest?.id}/reading`).expect(201);
    await world.as(person).post(`/notices/${next?.id}/reading`).expect(201);
    expect(await unread(person)).toEqual({ count: 99, isMore: false });
    await world.as(person).post('/notices/reading', { upToId: third?.id }).expect(201);
    expect(await unread(person)).toEqual({ count: 0, isMore: false });
  });
});

it('forgets after 90 days', async () => {
  const person = await aPerson(world.app, [[unit.id, 'member']]);
  await world.tell(person, unit.id, 1);
  world.app.clock.advance(89 * 24 * 3600_000);
  await world.tell(person, unit.id, 1);
  await world.app.get(ForgetNotices).run();
  expect(await list(person)).toHaveLength(2);
  world.app.clock.advance(1.01 * 24 * 3600_000);
  await world.app.get(ForgetNotices).run();
  expect(await list(person)).toHaveLength(1);
});

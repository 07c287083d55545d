import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UnitCutoverWire } from '../../../src/cutover/cutover.wire.ts';
import { ReadinessInForce } from '../../../src/legacy-inboxes/unit-readiness.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { aWorld, CUTOVER, type World } from './world.ts';

const WEEK = {
  name: 'Tập huấn',
  place: 'Văn phòng Đoàn Khối',
  trainer: '',
  firstDay: '2020-05-25',
  lastDay: '2020-05-29',
  capacity: 5,
};

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
const step = async (path: string, id: string) => {
  const { body } = await world.admin().get(`${path}?limit=200`).expect(200);
  return (body as { items: Pick<UnitCutoverWire, 'unitId' | 'step' | 'blockers'>[] }).items.find(
    ({ unitId }) => unitId === id,
  );
};
const isReady = async (id: string) =>
  (await world.app.get(ReadinessInForce).get().readyAmong(world.app.get(Database), [id])).has(id);

describe('whether a unit is ready', () => {
  let inboxId: string;

  it('is one answer: onboarding, the cockpit and the guard of retirement say the same', async () => {
    const { id, clerk } = unit(0);
    inboxId = (await world.inbox(unit(0), 'mot@example.vn')).id;
    await world.act(inboxId, 'freezing').expect(201);
    world.proofs.say(inboxId, 'agrees');
    await world.act(inboxId, 'import-completion').expect(201);
    await world.send([unit(0)]);
    await world.drain();
    expect(await isReady(id)).toBe(false);
    await world.act(inboxId, 'retirement').expect(409);
    const { body } = await world.as(clerk).get('/incoming-documents').expect(200);
    const [copy] = (body as { items: { id: string }[] }).items;
    await world.as(clerk).post(`/incoming-documents/${copy?.id}/acknowledgement`).expect(201);
    expect(await step('/onboarding/units', id)).toMatchObject({ step: 'ready' });
    expect(await step('/cutover/units', id)).toMatchObject({ step: 'ready', blockers: ['inbox-not-retired'] });
    expect(await isReady(id)).toBe(true);
  });

  it('takes the training too, where one invites the unit', async () => {
    const { id } = unit(0);
    const week = (await world.admin().post('/training-weeks', WEEK).expect(201)).body as { id: string };
    expect(await isReady(id)).toBe(false);
    expect(await step('/cutover/units', id)).toMatchObject({
      step: 'account_issued',
      blockers: ['not-booked', 'inbox-not-retired'],
    });
    expect((await world.act(inboxId, 'retirement').expect(409)).body).toMatchObject({
      code: 'legacy-inboxes.unit-not-ready',
    });
    const body = { unitId: id, traineeName: 'Học viên', traineePhone: '0912 345 678' };
    const made = await world.admin().post(`/training-weeks/${week.id}/bookings`, body).expect(201);
    expect(await step('/cutover/units', id)).toMatchObject({
      step: 'booked',
      blockers: ['not-trained', 'inbox-not-retired'],
    });
    const booking = made.body as { id: string; session: { startsAt: string } };
    world.at(booking.session.startsAt);
    await world.admin().post(`/training-bookings/${booking.id}/check-in`).expect(201);
    expect(await isReady(id)).toBe(true);
    await world.act(inboxId, 'retirement').expect(201);
    expect(await step('/cutover/units', id)).toMatchObject({ step: 'cut_over', blockers: [] });
  });
});

describe('the invitation to the training', () => {
  const invitedAt = async (unitId: string): Promise<string[]> => {
    const { rows } = await world.app.db.query<{ address: string }>(
      `select m.recipient_address as address from mail_message m join training_booking b on m.purpose_key like b.id || ' %'
       where m.purpose = 'training.booking' and b.unit_id = $1 order by m.created_at, m.recipient_address`,
      [unitId],
    );
    return rows.map(({ address }) => address);
  };
  const book = async (index: number, weekId: string) => {
    const { id } = unit(index);
    const body = { unitId: id, traineeName: 'Học viên', traineePhone: '0912 345 678' };
    await world.admin().post(`/training-weeks/${weekId}/bookings`, body).expect(201);
    await world.drain();
    return invitedAt(id);
  };

  it('goes to the old inboxes while they live, then to the contact address', async () => {
    world.at('2020-05-20T08:00:00+07:00');
    for (const index of [1, 2])
      await world.app.db.query(`update unit set email = $2 where id = $1`, [
        unit(index).id,
        `lienhe${index}@moi.example`,
      ]);
    await world.inbox(unit(1), 'hai@example.vn');
    const { id } = await world.inbox(unit(1), 'ba@example.vn');
    await world.act(id, 'dual-run').expect(201);
    const frozen = await world.inbox(unit(1), 'bon@example.vn');
    await world.act(frozen.id, 'freezing').expect(201);
    const { items } = (await world.admin().get('/training-weeks').expect(200)).body as { items: { id: string }[] };
    expect(await book(1, items[0]?.id ?? '')).toEqual(['ba@example.vn', 'hai@example.vn']);
    expect(await book(2, items[0]?.id ?? '')).toEqual(['lienhe2@moi.example']);
  });

  it('goes to the contact address from the cutover on', async () => {
    world.at(CUTOVER);
    const later = { ...WEEK, firstDay: '2020-06-08', lastDay: '2020-06-12' };
    const { id } = (await world.admin().post('/training-weeks', later).expect(201)).body as { id: string };
    expect((await book(1, id)).at(-1)).toBe('lienhe1@moi.example');
  });
});

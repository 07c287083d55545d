import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leafOf, type Statement } from '../../src/receipts/leaf.ts';
import type { StaffedUnit } from '../support/organisation.ts';
import type { Person } from '../support/people.ts';
import { aWorld, type World } from './notices/world.ts';

type Receipt = Omit<Statement, 'at'> & { readonly at: string; readonly leaf: string };

/** "Đã nhận" that was pressed without a line and sent when it was back. */
describe('an acknowledgement pressed earlier', () => {
  let world: World;
  let unit: StaffedUnit;
  const acknowledge = (person: Person, id: string | undefined, body?: object) =>
    world.as(person).post(`/incoming-documents/${id}/acknowledgement`, body);
  const ago = (minutes: number): string => new Date(world.app.clock.now().getTime() - minutes * 60_000).toISOString();
  const receiptsOf = async (id: string | undefined): Promise<Receipt[]> =>
    ((await world.as(unit.clerk).get(`/receipts?deliveryId=${id}`).expect(200)).body as { items: Receipt[] }).items;

  beforeAll(async () => {
    world = await aWorld(1);
    [unit] = world.units as [StaffedUnit];
  });
  afterAll(() => world.app.stop());

  it('keeps both times, and both are proven', async () => {
    const { deliveryIds } = await world.send([unit]);
    world.app.clock.advance(3 * 3600_000);
    const pressedAt = ago(120);
    const { body } = await acknowledge(unit.clerk, deliveryIds[0], { pressedAt }).expect(201);
    const now = world.app.clock.now().toISOString();
    expect(body).toMatchObject({ state: 'acknowledged', acknowledgedAt: now });
    const receipts = await receiptsOf(deliveryIds[0]);
    const stated = receipts.find(({ fact }) => fact === 'acknowledged')!;
    expect(stated).toMatchObject({ at: now, accountId: unit.clerk.id, detail: { pressedAt } });
    expect(leafOf({ ...stated, at: new Date(stated.at) }).toString('hex')).toBe(stated.leaf);
    const unsaid = { ...stated, detail: {}, at: new Date(stated.at) };
    expect(leafOf(unsaid).toString('hex')).not.toBe(stated.leaf);
    // What pressing implies claims nothing by itself.
    expect(receipts.find(({ fact }) => fact === 'opened')).toMatchObject({ at: now, detail: {} });
    await acknowledge(unit.leader, deliveryIds[0], { pressedAt: ago(1) }).expect(200);
    expect(await receiptsOf(deliveryIds[0])).toHaveLength(receipts.length);
  });

  it('refuses a time that cannot be, and nothing is written', async () => {
    const { deliveryIds } = await world.send([unit]);
    world.app.clock.advance(3600_000);
    for (const minutes of [-6, 70, 15 * 24 * 60]) {
      const { body } = await acknowledge(unit.clerk, deliveryIds[0], { pressedAt: ago(minutes) }).expect(422);
      expect(body).toMatchObject({ code: 'incoming.pressed-at-unbelievable' });
    }
    await acknowledge(unit.clerk, deliveryIds[0], { pressedAt: 'hôm qua' }).expect(400);
    expect((await receiptsOf(deliveryIds[0])).map(({ fact }) => fact)).not.toContain('acknowledged');
    await acknowledge(unit.clerk, deliveryIds[0]).expect(201);
    expect((await receiptsOf(deliveryIds[0])).find(({ fact }) => fact === 'acknowledged')).toMatchObject({
      detail: {},
    });
  });

  it('does not count for what was withdrawn meanwhile', async () => {
    const { deliveryIds, documentId } = await world.send([unit]);
    world.app.clock.advance(600_000);
    await world
      .as(world.org.office.leader)
      .post(`/outgoing-documents/${documentId}/revocation`, { reason: 'Gửi nhầm bản chưa ký' })
      .expect(201);
    const { rows } = await world.app.db.query<{ state: string }>(`select state from delivery where id = $1`, [
      deliveryIds[0],
    ]);
    expect(rows[0]).toEqual({ state: 'withdrawn' });
    await acknowledge(unit.clerk, deliveryIds[0], { pressedAt: ago(5) }).expect(409);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld, type World } from './notices/world.ts';

interface Row {
  readonly unitId: string;
  readonly unitSector: string | null;
  readonly state: string;
  readonly by: { readonly name: string; readonly postTitle: string } | null;
}
type Can = Readonly<Record<string, { readonly allowed: boolean; readonly why: string | null }>>;

let world: World;

beforeAll(async () => {
  world = await aWorld(2);
});
afterAll(() => world.app.stop());

describe('the board', () => {
  it('says of each copy who brought it to its state, and the field of its unit', async () => {
    const { office } = world.org;
    const [one, two] = world.units;
    if (!one || !two) throw new Error('no units');
    await world.app.db.query(`update unit set sector = 'health' where id = $1`, [one.id]);
    const { documentId, deliveryIds } = await world.send([one, two]);
    const board = async (): Promise<readonly Row[]> => {
      const { body } = await world.as(office.clerk).get(`/outgoing-documents/${documentId}/tracking`).expect(200);
      return (body as { rows: Row[] }).rows;
    };
    expect((await board()).map(({ by }) => by)).toEqual([null, null]);
    const at = `/incoming-documents/${deliveryIds[0]}`;
    await world.as(one.member).post(`${at}/opening`).expect(201);
    // A second one to open it is not who brought it there.
    await world.as(one.clerk).post(`${at}/opening`).expect(201);
    const opened = (await board()).find(({ unitId }) => unitId === one.id);
    expect(opened).toMatchObject({ state: 'opened', unitSector: 'health', by: { name: one.member.displayName } });
    await world.as(one.leader).post(`${at}/acknowledgement`).expect(201);
    const { body } = await world.as(office.clerk).get('/outstanding-deliveries').query({ recipientUnitId: one.id });
    expect((body as { items: Row[] }).items).toMatchObject([
      { state: 'acknowledged', by: { name: one.leader.displayName, postTitle: 'Bí thư' } },
    ]);
  });

  it('says what its sender may do about a copy, as the acts themselves do', async () => {
    const { office } = world.org;
    const [one] = world.units;
    if (!one) throw new Error('no units');
    const { documentId, deliveryIds } = await world.send([one]);
    const path = `/outgoing-documents/${documentId}`;
    const canOf = async (person: typeof office.clerk): Promise<Can> => {
      const { body } = await world.as(person).get(`${path}/tracking/${deliveryIds[0]}`).expect(200);
      return (body as { can: Can }).can;
    };
    expect(await canOf(office.clerk)).toEqual({
      note: { allowed: false, why: 'incoming.wrong-state' },
      enterDelivered: { allowed: false, why: 'outgoing.not-outside' },
      enterAcknowledged: { allowed: false, why: 'outgoing.not-outside' },
    });
    const reason = { code: 'other', text: 'Không thuộc đối tượng thực hiện' };
    await world.as(one.clerk).post(`/incoming-documents/${deliveryIds[0]}/refusal`, reason).expect(201);
    expect((await canOf(office.leader))['note']).toEqual({ allowed: true, why: null });
    expect((await canOf(office.member))['note']).toEqual({ allowed: false, why: 'access.role-needed' });
    await world.as(office.member).post(`${path}/deliveries/${deliveryIds[0]}/noting`).expect(403);
    await world.as(office.leader).post(`${path}/deliveries/${deliveryIds[0]}/noting`).expect(201);
    expect((await canOf(office.leader))['note']).toEqual({ allowed: false, why: 'incoming.wrong-state' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, type Client } from '../../support/api.ts';
import { anotherSession } from '../../support/people.ts';
import type { Who } from './people.ts';
import { aDelivery, aDocument, aRefusedCopy, anAccount, deliveryOf, receiptOf, REASON } from './subjects.ts';
import { aFile, aWorld, personOf, type World } from './world.ts';

// Own ids in front, ids of others behind; lists, filters and cursors of others.
let world: World;
let clerk: Client;
let stranger: Client;
beforeAll(async () => {
  world = await aWorld();
  clerk = api(world.app).as(world.own.clerk);
  stranger = api(world.app).as(world.other.clerk);
});
afterAll(() => world?.app.stop());

interface Page {
  readonly items: { readonly id: string }[];
  readonly next: string | null;
}

const pageOf = async (client: Client, path: string): Promise<Page> => (await client.get(path).expect(200)).body as Page;
const idsOf = async (client: Client, path: string): Promise<string[]> =>
  (await pageOf(client, path)).items.map(({ id }) => id);

describe('a part of something else', () => {
  it('is not found under a document of one’s own', async () => {
    const mine = await aDocument(world, 'own', 'dispatched');
    const theirs = await aDocument(world, 'other', 'dispatched');
    const theirDelivery = await deliveryOf(world, theirs.id, world.units.partner.id);
    const mySecond = await aDocument(world, 'own', 'dispatched');
    const mySecondDelivery = await deliveryOf(world, mySecond.id, world.units.partner.id);
    for (const delivery of [theirDelivery, mySecondDelivery]) {
      await clerk.get(`/outgoing-documents/${mine.id}/tracking/${delivery}`).expect(404);
      await clerk.post(`/outgoing-documents/${mine.id}/deliveries/${delivery}/noting`).expect(404);
      const receipt = { fact: 'acknowledged', note: 'Ký nhận bản giấy' };
      await clerk.post(`/outgoing-documents/${mine.id}/deliveries/${delivery}/hand-receipts`, receipt).expect(404);
    }
    await clerk.get(`/outgoing-documents/${mine.id}/attachments/${world.files.other}/content`).expect(404);
    await clerk
      .get(`/outgoing-documents/${mine.id}/attachments/${await aFile(world.app, world.own)}/content`)
      .expect(404);
  });

  it('is not cancelled under a document of one’s own', async () => {
    const mine = await aDocument(world, 'own', 'scheduled');
    const theirs = await aDocument(world, 'other', 'scheduled');
    await clerk.post(`/outgoing-documents/${mine.id}/dispatches/${theirs.dispatchId}/cancellation`).expect(404);
    await clerk.post(`/outgoing-documents/${mine.id}/dispatches/${mine.dispatchId}/cancellation`).expect(201);
  });

  it('is not found under a delivery of one’s own', async () => {
    const { id } = await aDelivery(world);
    await clerk.get(`/incoming-documents/${id}/attachments/${world.files.other}/content`).expect(404);
    await clerk.get(`/incoming-documents/${id}/attachments/${world.files.own}/content`).expect(404);
    await clerk.get(`/incoming-documents/${id}/attachments/${world.files.partner}/content`).expect(200);
  });

  it('is not the receiver’s to note, nor the sender’s to open', async () => {
    const { id, deliveryId } = await aRefusedCopy(world);
    const partner = api(world.app).as(world.partner.clerk);
    await partner.post(`/outgoing-documents/${id}/deliveries/${deliveryId}/noting`).expect(404);
    await clerk.post(`/incoming-documents/${deliveryId}/opening`).expect(404);
  });

  it('is no post under another account', async () => {
    const [one, two] = [await anAccount(world), await anAccount(world)];
    const admin = api(world.app).as(world.own.admin);
    await admin.post(`/accounts/${one.ids['id']}/posts/${two.ids['postId']}/ending`).expect(404);
    await admin.post(`/accounts/${one.ids['id']}/posts/${world.other.clerk.postIds[0]}/ending`).expect(404);
  });
});

describe('a list', () => {
  it.each([
    '/outgoing-documents?',
    '/incoming-documents?',
    '/outstanding-deliveries?',
    '/registers/outgoing?',
    '/registers/incoming?year=2020&',
  ])('cannot be asked for another unit: %s', async (path) => {
    for (const place of ['other', 'superior', 'subordinate', 'partner'] as const)
      await clerk.get(`${path}unitId=${world.units[place].id}`).expect(404);
  });

  it('of people at another unit is empty', async () => {
    expect(await idsOf(clerk, `/accounts?unitId=${world.units.other.id}`)).toEqual([]);
    expect(await idsOf(api(world.app).as(world.own.admin), `/accounts?unitId=${world.units.superior.id}`)).toEqual([]);
  });

  it('of receipts about somebody else’s document or delivery is empty, one receipt is not found', async () => {
    const { id, deliveryId } = await aRefusedCopy(world);
    const receipt = await receiptOf(world, deliveryId);
    for (const filter of [`documentId=${id}`, `deliveryId=${deliveryId}`]) {
      expect(await idsOf(stranger, `/receipts?${filter}`)).toEqual([]);
      expect(await idsOf(clerk, `/receipts?${filter}`)).not.toEqual([]);
    }
    await stranger.get(`/receipts/${receipt}`).expect(404);
    for (const party of [world.own.drafter, world.partner.drafter])
      await api(world.app).as(party).get(`/receipts/${receipt}`).expect(200);
  });

  it('does not show, count or open what has not been sent yet', async () => {
    const partner = api(world.app).as(world.partner.clerk);
    const boxes = async () => (await partner.get('/incoming-documents/boxes').expect(200)).body as object;
    const before = await boxes();
    const later = await aDocument(world, 'own', 'scheduled');
    const delivery = await deliveryOf(world, later.id, world.units.partner.id);
    expect(await idsOf(partner, '/incoming-documents?limit=200')).not.toContain(delivery);
    expect(await boxes()).toEqual(before);
    await partner.get(`/incoming-documents/${delivery}`).expect(404);
    await partner.post(`/incoming-documents/${delivery}/opening`).expect(404);
    await api(world.app).as(world.own.leader).post(`/outgoing-documents/${later.id}/voiding`, REASON).expect(409);
  });
});

describe('a cursor of somebody else', () => {
  it.each([
    '/outgoing-documents',
    '/incoming-documents',
    '/outstanding-deliveries',
    '/receipts',
    '/accounts',
    '/groups',
    '/sessions',
  ])('goes on in the stranger’s own rows: %s', async (path) => {
    for (let i = 0; i < 2; i++) {
      await aDelivery(world);
      await aDocument(world, 'own', 'dispatched');
      await aDocument(world, 'other', 'dispatched');
      await clerk.post('/groups', { name: `Nhóm ${path} ${i}` }).expect(201);
    }
    await anotherSession(world.app, world.own.clerk);
    const mine = await idsOf(stranger, `${path}?limit=200`);
    const { next } = await pageOf(clerk, `${path}?limit=1`);
    const continued = await idsOf(stranger, `${path}?limit=200&after=${next}`);
    expect(next).not.toBeNull();
    expect(mine).toEqual(expect.arrayContaining(continued));
  });
});

describe('a unit in the directory', () => {
  it('shows its contact data to its people and to administrators above', async () => {
    const contactFor = async (client: Client) =>
      ((await client.get(`/units/${world.units.own.id}`).expect(200)).body as { contact: object | null }).contact;
    expect(await contactFor(clerk)).toMatchObject({ email: 'own@vi-du.vn' });
    const as = (who: Who): Client => api(world.app).as(personOf(world, who));
    expect(await contactFor(as('superior.admin'))).toMatchObject({ email: 'own@vi-du.vn' });
    for (const who of ['superior.clerk', 'subordinate.admin', 'other.admin', 'none'] as const)
      expect(await contactFor(as(who))).toBeNull();
  });
});

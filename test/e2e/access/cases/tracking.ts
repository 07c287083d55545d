import type { Cases, Subject } from '../access-case.ts';
import { about, aDocument, aRefusedCopy, deliveryOf } from '../subjects.ts';
import type { World } from '../world.ts';

async function sent(world: World): Promise<Subject> {
  const { id, secret } = await aDocument(world, 'own', 'dispatched');
  return about({ id, deliveryId: await deliveryOf(world, id, world.units.partner.id) }, secret);
}

async function refused(world: World): Promise<Subject> {
  const { id, deliveryId, secret } = await aRefusedCopy(world);
  return about({ id, deliveryId }, secret);
}

async function onPaper(world: World): Promise<Subject> {
  const { paper } = world.units;
  const { id, secret } = await aDocument(world, 'own', 'dispatched', { to: paper.id });
  return about({ id, deliveryId: await deliveryOf(world, id, paper.id) }, secret);
}

export const TRACKING: Cases = {
  'TrackingController.board': { subject: sent },
  'TrackingController.summary': { subject: sent },
  'TrackingController.delivery': { subject: sent },
  'TrackingController.outstanding': {
    subject: sent,
    query: () => 'limit=200',
    shows: (body: { items: { deliveryId: string }[] }, { ids }) =>
      body.items.some((item) => item.deliveryId === ids['deliveryId']),
  },
  'SenderActsController.note': { subject: refused },
  'SenderActsController.byHand': {
    subject: onPaper,
    body: () => ({ fact: 'acknowledged', note: 'Văn thư ký nhận bản giấy' }),
  },
};

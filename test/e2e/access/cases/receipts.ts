import { IncomingActs } from '../../../../src/incoming/incoming.acts.ts';
import { Sealer } from '../../../../src/receipts/sealer.ts';
import { inItems, type AccessCase, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aDelivery, receiptOf } from '../subjects.ts';
import { principalOf, type World } from '../world.ts';

/** The receipt of own's acknowledgement of what somebody sent. */
const acknowledgement =
  (from: 'other' | 'partner') =>
  async (world: World): Promise<Subject> => {
    const delivery = await aDelivery(world, 'delivered', from);
    await world.app.get(IncomingActs).acknowledge(await principalOf(world, world.own.clerk), delivery.id);
    return about({ id: await receiptOf(world, delivery.id), unitId: world.units.own.id }, delivery.secret);
  };

const sender = (role: string): Exception => [`*.${role}`, 'allowed', 'a receipt is for both parties of its delivery'];
const SENDERS: readonly Exception[] = [
  sender('clerk'),
  sender('leader'),
  sender('member'),
  ...['superior', 'subordinate'].map((relation): Exception => [`${relation}.*`, 'hidden', 'neither party']),
  ...['superior', 'subordinate'].map((relation): Exception => [
    `${relation}.admin`,
    'forbidden',
    'administrators see no documents',
  ]),
];

const mine: AccessCase = { subject: acknowledgement('partner') };
const sentByOther: AccessCase = {
  of: 'with the other unit as its sender',
  subject: acknowledgement('other'),
  except: SENDERS,
};

async function sealed(world: World): Promise<Subject> {
  const subject = await acknowledgement('partner')(world);
  await world.app.get(Sealer).seal();
  return subject;
}

export const RECEIPTS: Cases = {
  'ReceiptsController.list': { ...mine, query: () => 'limit=200', shows: inItems },
  'ReceiptsController.heads': {
    ...mine,
    shows: (body: { unitId: string }[], { ids }) => body.some(({ unitId }) => unitId === ids['unitId']),
  },
  'ReceiptsController.newestSeal': { subject: sealed, scope: 'everybody' },
  'ReceiptsController.one': [mine, sentByOther],
  'ReceiptsController.seal': [mine, sentByOther],
};

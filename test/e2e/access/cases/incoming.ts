import { inItems, type AccessCase, type Calling, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aDelivery, aSecret, REFUSAL, unitX, type Work } from '../subjects.ts';
import { personOf, type World } from '../world.ts';

const delivery =
  (work: Work = 'delivered') =>
  async (world: World): Promise<Subject> => {
    const { id, secret } = await aDelivery(world, work);
    return about({ id, attachmentId: world.files.partner }, secret);
  };

const ONLY_ASSIGNED = { status: 403, code: 'incoming.only-assigned' } as const;
const NOBODYS: readonly Exception[] = [
  ['own.member', ONLY_ASSIGNED, 'work that nobody was given is the clerk’s or a leader’s'],
  ['member-and.*', ONLY_ASSIGNED, 'a member here, whatever they are elsewhere'],
];

const assignedTo = async (world: World, { who }: Calling): Promise<Subject> => {
  const { id, secret } = await aDelivery(world, { lead: personOf(world, who) });
  return about({ id }, secret);
};
const toCaller: AccessCase = {
  of: 'assigned to the caller',
  subject: assignedTo,
  perCaller: true,
  only: ['own.member', 'member-and.*'],
};

const text = (): object => ({ text: 'Đã liên hệ các chi đoàn' });
const refusing = (): object => ({ ...REFUSAL });

export const INCOMING: Cases = {
  'IncomingController.list': { subject: delivery(), query: () => 'limit=200', shows: inItems },
  'IncomingController.boxes': {
    subject: delivery(),
    shows: (body: { count: number }[]) => body.some(({ count }) => count > 0),
  },
  'IncomingController.enter': {
    subject: unitX,
    body: ({ ids }) => ({ unitId: ids['id'], origin: 'paper', authorName: 'UBND phường', subject: aSecret() }),
    namesUnit: true,
  },
  'IncomingRegisterController.list': {
    subject: delivery('registered'),
    namesUnit: true,
    query: (_, { units }) => `limit=200&year=2020&unitId=${units.own.id}`,
    shows: (body: { items: { deliveryId: string }[] }, { ids }) =>
      body.items.some((item) => item.deliveryId === ids['id']),
  },
  'IncomingController.one': { subject: delivery() },
  'IncomingController.zip': { subject: delivery() },
  'IncomingController.file': { subject: delivery() },
  'IncomingActsController.open': { subject: delivery() },
  'IncomingActsController.acknowledge': { subject: delivery() },
  'IncomingActsController.register': { subject: delivery(), body: () => ({}) },
  'IncomingActsController.assign': {
    subject: delivery('registered'),
    body: (_, { own }) => ({ leadAccountId: own.drafter.id, instruction: 'Chủ trì tham mưu' }),
  },
  'IncomingActsController.progress': [
    { subject: delivery('registered'), body: text, except: NOBODYS },
    { ...toCaller, body: text },
  ],
  'IncomingActsController.finish': [
    { subject: delivery('registered'), body: () => ({}), except: NOBODYS },
    { ...toCaller, body: () => ({}) },
  ],
  'IncomingActsController.refuse': { subject: delivery(), body: refusing },
  'IncomingActsController.giveBack': { subject: delivery('registered'), body: refusing },
  'IncomingActsController.reconsider': { subject: delivery('refused') },
};

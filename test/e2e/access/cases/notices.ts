import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { PushSubscriptions } from '../../../../src/notifications/push-subscriptions.service.ts';
import type { Person } from '../../../support/people.ts';
import { inItems, type Calling, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aDelivery, aSecret } from '../subjects.ts';
import { personOf, principalOf, type World } from '../world.ts';

/** Something a person was told as somebody of unit own. */
async function aNotice({ app, units }: World, person: Person): Promise<Subject> {
  const secret = aSecret();
  const { rows } = await app.db.query<{ id: string }>(
    `insert into notice (account_id, unit_id, kind, key, params, path, urgency, at)
     values ($1, $2, 'group.asked', $3, $4, '/groups/1', 'normal', now()) returning id`,
    [person.id, units.own.id, randomUUID(), { asked: secret }],
  );
  return about({ id: rows[0]?.id ?? '' }, secret);
}

const ofTheClerk = (world: World): Promise<Subject> => aNotice(world, world.own.clerk);
const ofTheCaller = (world: World, { who }: Calling): Promise<Subject> => aNotice(world, personOf(world, who));

const OWNERS: readonly Exception[] = [['*.*', 'hidden', 'what somebody was told is theirs alone']];
/** Whoever works on documents of the unit. */
const STAFF = ['own.clerk', 'own.leader', 'own.member', 'member-and.*'];

export const aBrowser = () => {
  const pair = createECDH('prime256v1');
  const keys = { p256dh: pair.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
  return { endpoint: `https://fcm.googleapis.com/fcm/send/${randomUUID()}`, keys };
};

async function aDevice(world: World, person: Person): Promise<Subject> {
  const principal = await principalOf(world, person);
  const device = { address: '127.0.0.1', userAgent: null };
  const { answer } = await world.app.get(PushSubscriptions).subscribe(principal, device, aBrowser());
  return about({ id: answer.id });
}

const NO_DOCUMENTS = 'administrators work on no documents';

export const NOTICES: Cases = {
  'NoticesController.list': {
    subject: ofTheClerk,
    query: () => 'limit=200',
    shows: inItems,
    except: [['*.*', 'filtered', 'what somebody was told is theirs alone']],
  },
  'NoticesController.unread': { subject: ofTheClerk, scope: 'everybody' },
  'NoticesController.read': [
    { subject: ofTheClerk, except: OWNERS },
    { of: 'an own one', subject: ofTheCaller, perCaller: true, only: STAFF },
  ],
  'NoticesController.readMany': [
    { subject: ofTheClerk, body: ({ ids }) => ({ upToId: ids['id'] }), except: OWNERS },
    { of: 'own ones', subject: ofTheCaller, perCaller: true, body: ({ ids }) => ({ upToId: ids['id'] }), only: STAFF },
  ],
  'PushSubscriptionsController.key': { subject: async () => about({}), scope: 'everybody' },
  'PushSubscriptionsController.list': {
    subject: (world) => aDevice(world, world.own.clerk),
    shows: inItems,
    except: [['*.*', 'filtered', 'devices are their owner’s alone']],
  },
  'PushSubscriptionsController.subscribe': { subject: async () => about({}), scope: 'everybody', body: aBrowser },
  'PushSubscriptionsController.end': [
    {
      subject: (world) => aDevice(world, world.own.clerk),
      except: [['*.*', 'hidden', 'devices are their owner’s alone']],
    },
    {
      of: 'an own one',
      perCaller: true,
      subject: (world, { who }) => aDevice(world, who === 'anonymous' ? world.own.clerk : personOf(world, who)),
      scope: 'everybody',
    },
  ],
  'HomeController.home': {
    subject: async (world) => {
      const { id, secret } = await aDelivery(world);
      return about({ id, unitId: world.units.own.id }, secret);
    },
    shows: ({ incoming }: { incoming: { unitId: string }[] }, { ids }) =>
      incoming.some(({ unitId }) => unitId === ids['unitId']),
    except: [
      ['own.admin', 'filtered', NO_DOCUMENTS],
      ['admin-and.*', 'filtered', NO_DOCUMENTS],
    ],
  },
};

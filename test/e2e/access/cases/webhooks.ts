import { Webhooks } from '../../../../src/webhooks/webhooks.service.ts';
import { inItems, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aSecret } from '../subjects.ts';
import { principalOf, unique, type World } from '../world.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators see to the units below'];
/** A public address by its number: nothing is looked up, and nothing is sent in these tests. */
const URL = 'https://93.184.216.34/hook';

/** There may be ten of them at a unit: those of the tests before are put away. */
async function makeRoom({ app, units }: World): Promise<void> {
  await app.db.query(`update webhook set active = false, closed_at = now() where unit_id = $1 and closed_at is null`, [
    units.own.id,
  ]);
}

async function aWebhook(world: World): Promise<Subject> {
  await makeRoom(world);
  const secret = aSecret();
  const admin = await principalOf(world, world.own.admin);
  const body = { unitId: world.units.own.id, url: URL, description: secret, events: ['arrived' as const] };
  const { id, version } = await world.app.get(Webhooks).create(admin, null, body);
  return about({ id }, secret, version);
}

async function room(world: World): Promise<Subject> {
  await makeRoom(world);
  return about({ id: world.units.own.id }, aSecret());
}

export const WEBHOOKS: Cases = {
  'WebhooksController.list': { subject: aWebhook, query: () => 'limit=200', shows: inItems, except: [FROM_ABOVE] },
  'WebhooksController.create': {
    subject: room,
    namesUnit: true,
    body: ({ ids }) => ({ unitId: ids['id'], url: URL, description: unique(), events: ['arrived', 'acknowledged'] }),
    except: [FROM_ABOVE],
  },
  'WebhooksController.one': { subject: aWebhook, except: [FROM_ABOVE] },
  'WebhooksController.change': { subject: aWebhook, body: () => ({ description: unique() }), except: [FROM_ABOVE] },
  'WebhooksController.close': { subject: aWebhook, except: [FROM_ABOVE] },
  'WebhooksController.replaceSecret': { subject: aWebhook, except: [FROM_ABOVE] },
  'WebhooksController.ping': { subject: aWebhook, except: [FROM_ABOVE] },
  'WebhooksController.deliveries': { subject: aWebhook, except: [FROM_ABOVE] },
  'WebhooksController.replay': {
    subject: aWebhook,
    body: () => ({ since: '2020-05-18T00:00:00+07:00' }),
    except: [FROM_ABOVE],
  },
};

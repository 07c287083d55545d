import { randomUUID } from 'node:crypto';
import { Handings } from '../../../../src/credentials/handings.service.ts';
import { aPerson } from '../../../support/people.ts';
import { inItems, type Calling, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { aSecret, about, anAccount, unitX } from '../subjects.ts';
import { personOf, principalOf, type World } from '../world.ts';
import { aCode } from './credentials.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators arrange everything below their unit'];
const DERIVED = 'back to what is derived';
const BEYOND: Exception = [
  'member-and.admin',
  { status: 403, code: 'accounts.beyond-reach' },
  'sees the colleague, administers another unit',
];
const NOT_OF_THE_UNIT: Exception = ['member-and.admin', 'hidden', 'shown to administrators of the unit alone'];
const FROM_ABOVE_ONLY = { status: 403, code: 'accounts.list-approved-above' } as const;
const DECIDED_ABOVE: readonly Exception[] = [
  ['own.admin', FROM_ABOVE_ONLY, 'sees the list; the level above decides'],
  ['admin-and.*', FROM_ABOVE_ONLY, 'the same'],
  FROM_ABOVE,
];
const PARTIES_ALONE: readonly Exception[] = [
  ['own.*', 'hidden', 'only the two people and their administrators see it'],
  ['member-and.*', 'hidden', 'the same'],
  ['own.admin', 'allowed', DERIVED],
  FROM_ABOVE,
];
const NOT_SUCCESSOR = { status: 403, code: 'custody.not-successor' } as const;

/** Own as it stands on its road; nobody else may be told its name there. */
const aRoad = async ({ units }: World): Promise<Subject> => about({ id: units.own.id }, units.own.name);
const showsUnit = (body: { items: { unitId: string }[] }, { ids }: Subject): boolean =>
  body.items.some((item) => item.unitId === ids['id']);

/** A slip of a member of own that stands in the book. */
async function aHanding(world: World): Promise<Subject> {
  const subject = await aCode(world);
  const body = { codeIds: [subject.ids['id'] ?? ''], recipient: subject.secret, way: 'in_person' as const };
  await world.app.get(Handings).note(await principalOf(world, world.own.admin), null, body);
  return subject;
}

/** A list of own that waits for the level above, brought by somebody who is not in the matrix. */
async function aList({ app, units }: World): Promise<Subject> {
  const [secret, id] = [aSecret(), randomUUID()];
  const { id: by } = await aPerson(app, [[units.own.id, 'admin']], { displayName: secret });
  await app.db.query(
    `insert into account_list (id, unit_id, listed_by, listed_at, needs_approval) values ($1, $2, $3, $4, true)`,
    [id, units.own.id, by, app.clock.now()],
  );
  return about({ id }, secret);
}

/** What a member of own handed over. @param toId default: a colleague who is not in the matrix */
async function aHandover({ app, units, own }: World, toId: string = own.drafter.id): Promise<Subject> {
  const [secret, id] = [aSecret(), randomUUID()];
  await app.db.query(
    `insert into handover (id, unit_id, from_id, to_id, reason, obligations, made_by, made_at)
     values ($1, $2, $3, $4, $5, '{"posts": [], "deliveries": [], "drafts": []}', $6, $7)`,
    [id, units.own.id, own.clerk.id, toId, secret, own.admin.id, app.clock.now()],
  );
  return about({ id }, secret);
}

const toCaller = (world: World, { who }: Calling): Promise<Subject> =>
  aHandover(world, who === 'anonymous' ? undefined : personOf(world, who).id);

export const ONBOARDING: Cases = {
  'OnboardingController.funnel': { subject: async () => about({}), scope: 'everybody' },
  'OnboardingController.list': {
    subject: aRoad,
    query: () => 'limit=200',
    shows: showsUnit,
    except: [FROM_ABOVE],
  },
  'OnboardingController.own': { subject: aRoad, shows: showsUnit },
  'OnboardingController.remind': {
    subject: unitX,
    body: ({ ids }) => ({ unitIds: [ids['id']] }),
    except: [FROM_ABOVE],
  },
  'HandoutsController.print': {
    subject: anAccount,
    body: ({ ids }) => ({ accountId: ids['id'] }),
    success: 200,
    except: [FROM_ABOVE, BEYOND],
  },
  'HandoutsController.note': {
    subject: aCode,
    body: ({ ids }) => ({ codeIds: [ids['id']], recipient: 'Văn thư', way: 'in_person' }),
    except: [FROM_ABOVE, NOT_OF_THE_UNIT],
  },
  'HandoutsController.list': { subject: aHanding, query: () => 'limit=200', shows: showsCode, except: [FROM_ABOVE] },
  'HandoutsController.printBook': {
    subject: unitX,
    query: ({ ids }) => `unitId=${ids['id']}`,
    except: [FROM_ABOVE],
  },
  'AccountListsController.list': { subject: aList, query: () => 'limit=200', shows: inItems, except: [FROM_ABOVE] },
  'AccountListsController.one': { subject: aList, except: [FROM_ABOVE, NOT_OF_THE_UNIT] },
  'AccountListsController.approve': { subject: aList, body: () => ({}), except: DECIDED_ABOVE },
  'AccountListsController.decline': {
    subject: aList,
    body: () => ({ reason: 'Thiếu một đơn vị' }),
    except: DECIDED_ABOVE,
  },
  'AccountListsController.rule': { subject: unitX, except: [FROM_ABOVE] },
  'AccountListsController.setRule': { subject: unitX, body: () => ({ isRequired: true }), except: [FROM_ABOVE] },
  'HandoversController.list': {
    subject: (world) => aHandover(world),
    query: () => 'limit=200',
    shows: inItems,
    except: PARTIES_ALONE.map(([who, gets, why]) => [who, gets === 'hidden' ? 'filtered' : gets, why] as const),
  },
  'HandoversController.one': { subject: (world) => aHandover(world), except: [...PARTIES_ALONE] },
  'HandoversController.sign': [
    { of: 'handed to the caller', subject: toCaller, perCaller: true, scope: 'everybody', body: () => ({}) },
    {
      of: 'handed to somebody else',
      subject: (world) => aHandover(world),
      body: () => ({}),
      except: [
        ...PARTIES_ALONE.slice(0, 2),
        ['own.admin', NOT_SUCCESSOR, 'sees it; only the successor signs'],
        ['admin-and.*', NOT_SUCCESSOR, 'the same'],
        ['superior.admin', NOT_SUCCESSOR, 'the same'],
      ],
    },
  ],
};

function showsCode(body: { items: { codeId: string }[] }, { ids }: Subject): boolean {
  return body.items.some((item) => item.codeId === ids['id']);
}

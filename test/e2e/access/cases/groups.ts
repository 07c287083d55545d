import { GroupRequests } from '../../../../src/groups/group-requests.service.ts';
import { Groups } from '../../../../src/groups/groups.service.ts';
import { aPerson, aUnit, type Person } from '../../../support/people.ts';
import { inItems, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aGroup, aSecret, unitX } from '../subjects.ts';
import { principalOf, unique, type World } from '../world.ts';

const COLLEAGUE: Exception = [
  'admin-and.*',
  'forbidden',
  'administrators see the groups of their unit, so they are told which role it takes',
];
const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators hand over the groups of all units below'];
const TO_HAND_OVER: Exception = [
  'superior.admin',
  'allowed',
  'administrators above see that a group is there, to hand it over; not who is in it',
];

const ours = (world: World): Promise<Subject> => aGroup(world);
const REASON = 'Đề nghị được vào nhóm để nhận văn bản';

async function anOpenGroup(world: World, keeper: Person): Promise<{ readonly id: string; readonly secret: string }> {
  const secret = aSecret();
  const caller = await principalOf(world, keeper);
  const { id } = await world.app.get(Groups).create(caller, null, { name: secret, visibility: 'open' });
  return { id, secret };
}

/** A unit that nobody of the matrix belongs to asks to be let into a group of own. */
async function aRequestToOwn(world: World): Promise<Subject> {
  const { app, units, own } = world;
  const unit = await aUnit(app, { parentId: units.own.id });
  const asker = await aPerson(app, [[unit.id, 'clerk']]);
  return aRequest(world, await anOpenGroup(world, own.clerk), asker);
}

/** Own asks to be let into a group of the block. */
async function aRequestOfOwn(world: World): Promise<Subject> {
  return aRequest(world, await aGroupOfTheBlock(world), world.own.clerk);
}

async function aGroupOfTheBlock(world: World): Promise<{ readonly id: string; readonly secret: string }> {
  return anOpenGroup(world, await aPerson(world.app, [[world.units.block.id, 'clerk']]));
}

async function aRequest(world: World, { id, secret }: { id: string; secret: string }, asker: Person): Promise<Subject> {
  const caller = await principalOf(world, asker);
  const { answer } = await world.app.get(GroupRequests).ask(caller, id, { kind: 'join', reason: REASON });
  return about({ id: answer.id }, secret);
}

export const GROUPS: Cases = {
  'GroupsController.list': { subject: ours, query: () => 'limit=200', shows: inItems },
  'GroupsController.create': {
    subject: unitX,
    namesUnit: true,
    body: ({ ids }) => ({ unitId: ids['id'], name: `Nhóm ${unique()}` }),
  },
  'GroupsController.one': { subject: ours, except: [TO_HAND_OVER] },
  'GroupsController.change': { subject: ours, body: () => ({ name: `Nhóm ${unique()}` }), except: [COLLEAGUE] },
  'GroupsController.close': { subject: ours, except: [COLLEAGUE] },
  'GroupCompositionController.members': { subject: ours },
  'GroupCompositionController.expansion': { subject: ours },
  'GroupCompositionController.composition': { subject: ours },
  'GroupCompositionController.changes': { subject: ours },
  'GroupCompositionController.setMembers': {
    subject: ours,
    body: (_, { units }) => ({ unitIds: [units.other.id] }),
    except: [COLLEAGUE],
  },
  'GroupCompositionController.setExceptions': {
    subject: ours,
    body: (_, { units }) => ({ unitIds: [units.partner.id] }),
    except: [COLLEAGUE],
  },
  'GroupCompositionController.setRule': { subject: ours, body: () => ({ reach: 'below' }), except: [COLLEAGUE] },
  'GroupCompositionController.setGroups': { subject: ours, body: () => ({ groupIds: [] }), except: [COLLEAGUE] },
  'GroupRequestsController.ask': {
    subject: async (world) => {
      const { id, secret } = await aGroupOfTheBlock(world);
      return about({ id }, secret);
    },
    namesUnit: true,
    body: (_, { units }) => ({ kind: 'join', unitId: units.own.id, reason: REASON }),
  },
  'GroupRequestsController.offer': {
    subject: ours,
    body: (_, { units }) => ({ unitId: units.other.id, reason: REASON }),
    except: [COLLEAGUE],
  },
  'GroupRequestsController.handOver': {
    subject: ours,
    body: (_, { units }) => ({ unitId: units.subordinate.id }),
    except: [FROM_ABOVE],
  },
  'GroupRequestsController.setKeeper': { subject: ours, body: () => ({ postId: null }), except: [COLLEAGUE] },
  'GroupRequestsController.list': { subject: aRequestToOwn, query: () => 'limit=200', shows: inItems },
  'GroupRequestsController.one': { subject: aRequestToOwn },
  'GroupRequestsController.approve': { subject: aRequestToOwn, body: () => ({}), except: [COLLEAGUE] },
  'GroupRequestsController.refuse': { subject: aRequestToOwn, body: () => ({ reason: REASON }), except: [COLLEAGUE] },
  'GroupRequestsController.withdraw': { subject: aRequestOfOwn, except: [COLLEAGUE] },
};

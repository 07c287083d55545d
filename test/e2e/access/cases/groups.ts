import { inItems, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { aGroup, unitX } from '../subjects.ts';
import { unique, type World } from '../world.ts';

const COLLEAGUE: Exception = [
  'admin-and.*',
  'forbidden',
  'administrators see the groups of their unit, so they are told which role it takes',
];

const ours = (world: World): Promise<Subject> => aGroup(world);

export const GROUPS: Cases = {
  'GroupsController.list': { subject: ours, query: () => 'limit=200', shows: inItems },
  'GroupsController.create': {
    subject: unitX,
    namesUnit: true,
    body: ({ ids }) => ({ unitId: ids['id'], name: `Nhóm ${unique()}` }),
  },
  'GroupsController.one': { subject: ours },
  'GroupsController.members': { subject: ours },
  'GroupsController.change': { subject: ours, body: () => ({ name: `Nhóm ${unique()}` }), except: [COLLEAGUE] },
  'GroupsController.close': { subject: ours, except: [COLLEAGUE] },
  'GroupsController.setMembers': {
    subject: ours,
    body: (_, { units }) => ({ unitIds: [units.other.id] }),
    except: [COLLEAGUE],
  },
};

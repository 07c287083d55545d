import { inItems, type Cases } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { aGroup, unitX } from '../subjects.ts';
import { unique } from '../world.ts';

const COLLEAGUE: Exception = ['admin-and.*', 'forbidden', 'administrators see the groups of their unit, so they are told which role it takes'];

export const GROUPS: Cases = {
  'GroupsController.list': { subject: aGroup, query: () => 'limit=200', shows: inItems },
  'GroupsController.create': { subject: unitX, body: ({ ids }) => ({ unitId: ids['id'], name: `Nhóm ${unique()}` }), except: [COLLEAGUE] },
  'GroupsController.one': { subject: aGroup },
  'GroupsController.members': { subject: aGroup },
  'GroupsController.change': { subject: aGroup, body: () => ({ name: `Nhóm ${unique()}` }), except: [COLLEAGUE] },
  'GroupsController.close': { subject: aGroup, except: [COLLEAGUE] },
  'GroupsController.setMembers': { subject: aGroup, body: (_, { units }) => ({ unitIds: [units.other.id] }), except: [COLLEAGUE] },
};

import { aPerson, type Person } from '../../support/people.ts';
import { none } from './cases-of-admins.ts';
import type { Case } from './case.ts';
import type { World } from './world.ts';

/** Calls about acting for others: delegations, handovers, keys. */
export function delegationCases(world: World): Record<string, Case> {
  const { app, boss: who, head, schoolId } = world;
  let person: Person | null = null;
  const aClerk = async () => {
    person = await aPerson(app, [[schoolId, 'clerk']]);
    return { id: person.id };
  };
  /** Well formed also before anybody was asked for. */
  const postId = (): string => person?.postIds[0] ?? head.postIds[0] ?? '';
  return {
    'delegations.make': {
      who,
      ids: aClerk,
      body: () => ({
        postId: postId(),
        receiverId: head.id,
        firstDay: '2020-05-18',
        lastDay: '2020-05-29',
        reason: 'Nghỉ phép',
      }),
    },
    'custody.handOver': {
      who,
      ids: aClerk,
      body: () => ({ successorId: head.id, postIds: [postId()], reason: 'Chuyển công tác' }),
    },
    'apiKeys.make': {
      who,
      ids: none,
      body: () => ({
        unitId: schoolId,
        name: 'Phần mềm quản lý đoàn viên',
        role: 'member',
        scopes: ['units:read', 'incoming:read'],
        expiresAt: '2020-12-31T17:00:00Z',
      }),
    },
  };
}

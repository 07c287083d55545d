import { api } from '../../support/api.ts';
import type { Case } from './case.ts';
import { fresh, none } from './cases-of-admins.ts';
import type { World } from './world.ts';

const REASON = 'Đề nghị để nhận văn bản đầy đủ';

/** Calls about groups and requests to them. */
export function groupCases(world: World): Record<string, Case> {
  const { boss: who, head, schoolId, officeId } = world;
  const group = async () => ({ id: await aGroup(world) });
  let within = '';
  const groupAndAnother = async () => {
    within = await aGroup(world);
    return group();
  };
  const request = async () => {
    const asked = api(world.app)
      .as(head)
      .post(`/groups/${await aGroup(world)}/requests`, { kind: 'join', reason: REASON });
    return { id: ((await asked.expect(201)) as { body: { id: string } }).body.id };
  };
  const edit = (body: () => Record<string, unknown>): Case => ({ who, ids: group, body, versionOf: 'recipient_group' });
  return {
    'groups.create': {
      who,
      ids: none,
      body: () => ({ unitId: officeId, name: `Khối ${fresh()}`, description: 'Các trường', visibility: 'open' }),
    },
    'groups.change': edit(() => ({ name: `Khối ${fresh()}`, description: '', visibility: 'owner' })),
    'groupComposition.setMembers': edit(() => ({ unitIds: [schoolId] })),
    'groupComposition.setExceptions': edit(() => ({ unitIds: [schoolId] })),
    'groupComposition.setRule': edit(() => ({
      reach: 'below',
      kinds: ['school'],
      sectors: ['education'],
      channels: ['system'],
    })),
    'groupComposition.setGroups': { ...edit(() => ({ groupIds: within ? [within] : [] })), ids: groupAndAnother },
    'groupRequests.ask': { who: head, ids: group, body: () => ({ kind: 'join', unitId: schoolId, reason: REASON }) },
    'groupRequests.offer': { who, ids: group, body: () => ({ unitId: schoolId, reason: REASON }) },
    'groupRequests.handOver': edit(() => ({ unitId: schoolId })),
    'groupRequests.setKeeper': edit(() => ({ postId: who.postIds[2] ?? null })),
    'groupRequests.approve': { who, ids: request, body: () => ({ note: 'Đồng ý' }) },
    'groupRequests.refuse': { who, ids: request, body: () => ({ reason: REASON }) },
  };
}

async function aGroup({ app, officeId }: World): Promise<string> {
  const { rows } = await app.db.query<{ id: string }>(
    `insert into recipient_group (id, owner_unit_id, name, visibility, created_at) values (gen_random_uuid(), $1, $2, 'open', now()) returning id`,
    [officeId, `Khối ${fresh()}`],
  );
  return rows[0]?.id ?? '';
}

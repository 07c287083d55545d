import { randomUUID } from 'node:crypto';
import { ActivationCodes } from '../../../src/credentials/activation-codes.service.ts';
import { Callers } from '../../../src/accounts/callers.reader.ts';
import { aPerson, aUnit } from '../../support/people.ts';
import type { Case } from './case.ts';
import { fresh, none } from './cases-of-admins.ts';
import type { World } from './world.ts';

/** Calls about lists of accounts, slips, the road to ready, and handovers. */
export function onboardingCases(world: World): Record<string, Case> {
  const { app, boss: who, head, officeId, schoolId } = world;
  let unitId = schoolId;
  let codeId: string = randomUUID();
  const aReachableUnit = async () => {
    unitId = (await aUnit(app, { parentId: officeId, email: `don.vi.${fresh()}@gnvb.example` })).id;
    return {};
  };
  const aSlip = async () => {
    const { id: accountId } = await aPerson(app, [[schoolId, 'member']]);
    const caller = await app.get(Callers).principal({ accountId: who.id, sessionId: who.sessionId }, '127.0.0.1');
    if (!caller) throw new Error('the administrator is not signed in');
    const { items } = await app.get(ActivationCodes).issue(caller, { accountId }, null);
    codeId = items[0]?.id ?? '';
    return {};
  };
  const aList = async () => {
    const id = randomUUID();
    await app.db.query(
      `insert into account_list (id, unit_id, listed_by, listed_at, needs_approval) values ($1, $2, $3, $4, true)`,
      [id, schoolId, head.id, app.clock.now()],
    );
    return { id };
  };
  const aHandover = async () => {
    const id = randomUUID();
    await app.db.query(
      `insert into handover (id, unit_id, from_id, to_id, reason, obligations, made_by, made_at)
       values ($1, $2, $3, $4, 'Chuyển công tác', '{"posts": [], "deliveries": [], "drafts": []}', $4, $5)`,
      [id, schoolId, head.id, who.id, app.clock.now()],
    );
    return { id };
  };
  return {
    'onboarding.remind': { who, ids: aReachableUnit, body: () => ({ unitIds: [unitId], step: 'listed' }) },
    'handouts.print': { who, ids: none, body: () => ({ unitId: schoolId, again: true }) },
    'handouts.note': {
      who,
      ids: aSlip,
      body: () => ({
        codeIds: [codeId],
        recipient: 'Văn thư Đoàn trường',
        recipientPhone: '0912 345 678',
        way: 'in_person',
        handedAt: app.clock.now().toISOString(),
      }),
    },
    'accountLists.approve': { who, ids: aList, body: () => ({ note: 'Công văn 12-CV/TĐTN' }) },
    'accountLists.decline': { who, ids: aList, body: () => ({ reason: 'Thiếu một đơn vị' }) },
    'accountLists.setRule': { who, ids: async () => ({ id: schoolId }), body: () => ({ isRequired: true }) },
    'handovers.sign': { who, ids: aHandover, body: () => ({ note: 'Đã nhận đủ' }) },
  };
}

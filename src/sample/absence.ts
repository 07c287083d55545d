import { addDays } from '../calendar/working-calendar.ts';
import { Delegations } from '../delegations/delegations.service.ts';
import type { Present } from './days.ts';
import type { Stage } from './stage.ts';

/** Where the leader is away this week; somebody who signs in as the clerk finds both posts. */
const UNIT = 'CQ-02';

/** A leader who is away lets the clerk act in the leader's post. */
export function tellAbsence(stage: Stage, present: Present): void {
  const [leader, clerk] = [stage.leader(UNIT), stage.clerk(UNIT)];
  const body = {
    postId: leader.posts[0]?.id ?? '',
    receiverId: clerk.accountId,
    lastDay: addDays(present.today, 6),
    reason: 'Đi công tác',
  };
  stage.agenda.add(present.todayAt(0.1), async () => {
    await stage.get(Delegations).make(leader, null, body);
  });
}

import { describe, expect, it } from '@jest/globals';
import type { Role } from '../platform/access/role.ts';
import { toProblem } from '../platform/errors/problem.ts';
import { refusal, type Doer } from './outgoing.policy.ts';
import { OUTGOING_ACTS, OUTGOING_STATES, STEPS, type OutgoingState } from './outgoing.states.ts';

const doer = (role: Role, accountId = 'somebody'): Doer => ({ accountId, roles: [role] });
const document = (state: OutgoingState) => ({ state, draftedBy: 'drafter' });

describe('the road of an outgoing document', () => {
  it('moves only along this table', () => {
    const printed = OUTGOING_STATES.flatMap((from) =>
      Object.entries(STEPS[from]).map(([act, to]) => `${from} --${act}--> ${to}`),
    );
    expect(printed).toMatchInlineSnapshot(`
[
  "draft --edit--> draft",
  "draft --submit--> submitted",
  "draft --abandon--> abandoned",
  "submitted --sendBack--> draft",
  "submitted --approve--> approved",
  "submitted --abandon--> abandoned",
  "approved --issue--> issued",
  "approved --abandon--> abandoned",
  "issued --dispatch--> dispatched",
  "issued --void--> void",
  "dispatched --dispatch--> dispatched",
  "dispatched --close--> closed",
  "dispatched --revoke--> revoked",
  "dispatched --supersede--> superseded",
  "closed --revoke--> revoked",
  "closed --supersede--> superseded",
]
`);
  });

  it('is reachable in all its states from a draft', () => {
    const reached = new Set<OutgoingState>(['draft']);
    for (const state of reached) for (const next of Object.values(STEPS[state])) reached.add(next);
    expect([...reached].toSorted()).toEqual([...OUTGOING_STATES].toSorted());
  });

  it('gives each act to its roles', () => {
    const who = OUTGOING_ACTS.map((act) => {
      const roles = (['admin', 'clerk', 'leader', 'member'] as const).filter((role) =>
        OUTGOING_STATES.some((state) => refusal(act, document(state), doer(role, 'drafter')) === null),
      );
      return `${act}: ${roles.join(' ')}`;
    });
    expect(who).toMatchInlineSnapshot(`
[
  "edit: clerk leader member",
  "submit: clerk leader member",
  "sendBack: leader",
  "approve: leader",
  "issue: clerk",
  "dispatch: clerk",
  "void: clerk leader",
  "abandon: clerk leader member",
  "close: clerk leader",
  "revoke: leader",
]
`);
  });

  it('leaves other people’s drafts to clerks and leaders', () => {
    expect(refusal('edit', document('draft'), doer('member'))?.code).toBe('outgoing.not-yours');
    expect(refusal('edit', document('draft'), doer('member', 'drafter'))).toBeNull();
    expect(refusal('submit', document('draft'), doer('clerk'))).toBeNull();
  });

  it('says what to do instead', () => {
    expect(refusal('dispatch', document('approved'), doer('clerk'))?.code).toBe('outgoing.not-issued-yet');
    expect(refusal('edit', document('issued'), doer('clerk'))?.code).toBe('outgoing.frozen');
    const wrong = refusal('void', document('dispatched'), doer('clerk'));
    expect([wrong?.code, wrong?.params]).toEqual(['outgoing.wrong-state', { state: 'dispatched', act: 'void' }]);
  });

  it('names the state as people call it', () => {
    const wrong = refusal('void', document('dispatched'), doer('clerk'))!;
    expect(toProblem(wrong, '1', 'vi').detail).toMatch(/^Văn bản đang ở trạng thái "đã gửi" nên/);
    expect(toProblem(wrong, '1', 'en').detail).toMatch(/^The document is "sent"; this/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { DELIVERY_STATES, RECEIVER_ACTS } from './delivery.states.ts';
import { refusal, type Doer } from './incoming.policy.ts';

const PEOPLE: Readonly<Record<string, Doer>> = {
  clerk: { roles: ['clerk'], part: null },
  leader: { roles: ['leader'], part: null },
  member: { roles: ['member'], part: null },
  lead: { roles: ['member'], part: 'lead' },
  helper: { roles: ['member'], part: 'cooperate' },
  admin: { roles: ['admin'], part: null },
};

describe('who may do what with an incoming document', () => {
  it('is exactly this', () => {
    const allowed = RECEIVER_ACTS.map((act) => {
      const lines = DELIVERY_STATES.flatMap((state) => {
        const isAssigned = state === 'assigned' || state === 'in_progress';
        const who = Object.entries(PEOPLE).filter(([, doer]) => refusal(act, { state, isAssigned }, doer) === null);
        return who.length > 0 ? [`${state}: ${who.map(([name]) => name).join(' ')}`] : [];
      });
      return `${act}\n  ${lines.join('\n  ')}`;
    });
    expect(allowed.join('\n')).toMatchInlineSnapshot(`
"open
  delivered: clerk leader member lead helper
  opened: clerk leader member lead helper
  acknowledged: clerk leader member lead helper
  registered: clerk leader member lead helper
  assigned: clerk leader member lead helper
  in_progress: clerk leader member lead helper
  done: clerk leader member lead helper
  refused: clerk leader member lead helper
  returned: clerk leader member lead helper
  noted: clerk leader member lead helper
  superseded: clerk leader member lead helper
acknowledge
  delivered: clerk leader
  opened: clerk leader
register
  delivered: clerk
  opened: clerk
  acknowledged: clerk
assign
  registered: leader
  assigned: leader
  in_progress: leader
progress
  registered: clerk leader lead
  assigned: leader lead helper
  in_progress: leader lead helper
finish
  registered: clerk leader lead
  assigned: leader lead
  in_progress: leader lead
refuse
  delivered: clerk leader
  opened: clerk leader
  acknowledged: clerk leader
return
  registered: clerk leader
  assigned: clerk leader
  in_progress: clerk leader
reconsider
  refused: clerk leader
  returned: clerk leader"
`);
  });

  it.each([
    ['refuse', 'registered', 'clerk', 'incoming.return-instead'],
    ['return', 'delivered', 'clerk', 'incoming.refuse-instead'],
    ['finish', 'opened', 'leader', 'incoming.register-first'],
    ['acknowledge', 'registered', 'clerk', 'incoming.already-acknowledged'],
    ['acknowledge', 'opened', 'member', 'access.role-needed'],
    ['finish', 'in_progress', 'helper', 'incoming.only-lead'],
    ['progress', 'assigned', 'member', 'incoming.only-assigned'],
    ['open', 'withdrawn', 'clerk', 'incoming.wrong-state'],
    ['open', 'delivered', 'admin', 'access.role-needed'],
  ] as const)('%s of a document that is %s by the %s says %s', (act, state, who, code) => {
    const doer = PEOPLE[who];
    expect(
      doer && refusal(act, { state, isAssigned: state === 'assigned' || state === 'in_progress' }, doer)?.code,
    ).toBe(code);
  });
});

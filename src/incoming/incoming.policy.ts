import { ACCESS } from '../platform/access/access.errors.ts';
import { STAFF, type Role } from '../platform/access/role.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { STEPS, type DeliveryState, type ReceiverAct } from './delivery.states.ts';
import { noStepFrom } from './delivery.words.ts';
import { INCOMING } from './incoming.errors.ts';

/** Which roles may do what at the receiving unit. Working on a document is also for the people it is assigned to. */
export const WHO: Readonly<Record<ReceiverAct, readonly Role[]>> = {
  open: STAFF,
  acknowledge: ['clerk', 'leader'],
  register: ['clerk'],
  assign: ['leader'],
  progress: STAFF,
  finish: STAFF,
  refuse: ['clerk', 'leader'],
  return: ['clerk', 'leader'],
  reconsider: ['clerk', 'leader'],
};

export const PARTS = ['lead', 'cooperate', 'inform'] as const;
export type Part = (typeof PARTS)[number];

/** The person as the rule sees them. */
export interface Doer {
  readonly roles: readonly Role[];
  /** The person's part in the assignment in force; null when there is none for them. */
  readonly part: Part | null;
}

/** The delivery as the rule sees it. */
export interface Judged {
  readonly state: DeliveryState;
  readonly isAssigned: boolean;
}

/** Why the act is refused now; null when it is allowed. Services throw it, answers show it as `can`: one rule for both. */
export function refusal(act: ReceiverAct, delivery: Judged, doer: Doer): DomainError | null {
  if (!WHO[act].some((role) => doer.roles.includes(role))) return ACCESS.roleNeeded({ roles: WHO[act].join(', ') });
  if (!STEPS[delivery.state][act]) return wrongState(act, delivery.state);
  return workIsTheirs(act, delivery, doer);
}

function wrongState(act: ReceiverAct, state: DeliveryState): DomainError {
  const early = ['delivered', 'opened', 'acknowledged'].includes(state);
  const registered = ['registered', 'assigned', 'in_progress', 'done'].includes(state);
  if (act === 'refuse' && registered) return INCOMING.returnInstead();
  if (act === 'return' && early) return INCOMING.refuseInstead();
  if (early && (act === 'assign' || act === 'progress' || act === 'finish')) return INCOMING.registerFirst();
  if (act === 'acknowledge' && (state === 'acknowledged' || registered)) return INCOMING.alreadyAcknowledged();
  if (act === 'register' && registered) return INCOMING.alreadyRegistered();
  return noStepFrom(state, act);
}

/** Only one may close: the lead, or a leader; unassigned work is the clerk's or a leader's. */
function workIsTheirs(act: ReceiverAct, delivery: Judged, doer: Doer): DomainError | null {
  if (act !== 'progress' && act !== 'finish') return null;
  if (doer.roles.includes('leader') || doer.part === 'lead') return null;
  if (!delivery.isAssigned) return doer.roles.includes('clerk') ? null : INCOMING.onlyAssigned();
  if (act === 'finish') return INCOMING.onlyLead();
  return doer.part === 'cooperate' ? null : INCOMING.onlyAssigned();
}

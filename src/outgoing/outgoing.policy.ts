import { ACCESS } from '../platform/access/access.errors.ts';
import { STAFF, type Role } from '../platform/access/role.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { OUTGOING } from './outgoing.errors.ts';
import { STEPS, type OutgoingAct, type OutgoingState } from './outgoing.states.ts';
import { noStepFrom } from './outgoing.words.ts';

/** Which roles may do what with their unit's documents. Issuing and dispatching are two acts with two permissions. */
export const WHO: Readonly<Record<Exclude<OutgoingAct, 'supersede'>, readonly Role[]>> = {
  edit: STAFF,
  submit: STAFF,
  sendBack: ['leader'],
  approve: ['leader'],
  issue: ['clerk'],
  dispatch: ['clerk'],
  void: ['clerk', 'leader'],
  abandon: STAFF,
  close: ['clerk', 'leader'],
  revoke: ['leader'],
};

/** A member may only touch what they drafted themselves. */
const DRAFTERS_OWN: ReadonlySet<OutgoingAct> = new Set(['edit', 'submit', 'abandon']);

export interface Judged {
  readonly state: OutgoingState;
  readonly draftedBy: string;
}

export interface Doer {
  readonly accountId: string;
  readonly roles: readonly Role[];
}

/** Why the act is refused now; null when it is allowed. Services throw it, answers show it as `can`: one rule for both. */
export function refusal(act: Exclude<OutgoingAct, 'supersede'>, document: Judged, doer: Doer): DomainError | null {
  if (!WHO[act].some((role) => doer.roles.includes(role))) return ACCESS.roleNeeded({ roles: WHO[act].join(', ') });
  if (!STEPS[document.state][act]) return wrongState(act, document.state);
  const isMaker =
    doer.accountId === document.draftedBy || doer.roles.includes('clerk') || doer.roles.includes('leader');
  return DRAFTERS_OWN.has(act) && !isMaker ? OUTGOING.notYours() : null;
}

function wrongState(act: OutgoingAct, state: OutgoingState): DomainError {
  if (act === 'edit') return OUTGOING.frozen();
  const unissued = state === 'draft' || state === 'submitted' || state === 'approved';
  if (act === 'dispatch' && unissued) return OUTGOING.notIssuedYet();
  return noStepFrom(state, act);
}

/** Drafts are for those who make them; what is issued is for the whole unit. */
export function maySee(document: Judged, inTheMaking: boolean, doer: Doer): boolean {
  if (!inTheMaking) return true;
  return doer.accountId === document.draftedBy || doer.roles.includes('clerk') || doer.roles.includes('leader');
}

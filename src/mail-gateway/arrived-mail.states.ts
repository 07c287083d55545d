import type { Role } from '../platform/access/role.ts';

/** `kept`: stored, and nobody has to do anything about it. */
export const ARRIVED_STATES = ['kept', 'waiting', 'registered', 'dismissed'] as const;
export type ArrivedState = (typeof ARRIVED_STATES)[number];

export const SIDES = ['before', 'after'] as const;
export type Side = (typeof SIDES)[number];

export const ARRIVED_ACTS = ['register', 'dismiss', 'reopen'] as const;
export type ArrivedAct = (typeof ARRIVED_ACTS)[number];

interface Transition {
  readonly from: ArrivedState;
  readonly to: ArrivedState;
  readonly roles: readonly Role[];
}

/** What can be done about a mail, and by whom. A registered one goes on as the document it became. */
export const TRANSITIONS: Readonly<Record<ArrivedAct, Transition>> = {
  register: { from: 'waiting', to: 'registered', roles: ['clerk'] },
  dismiss: { from: 'waiting', to: 'dismissed', roles: ['clerk'] },
  reopen: { from: 'dismissed', to: 'waiting', roles: ['clerk'] },
};

/** Who reads what came to the unit by mail. */
export const READERS = ['clerk', 'leader'] as const satisfies readonly Role[];

export const actsOn = (state: ArrivedState, roles: readonly Role[]): ArrivedAct[] =>
  ARRIVED_ACTS.filter(
    (act) => TRANSITIONS[act].from === state && TRANSITIONS[act].roles.some((role) => roles.includes(role)),
  );

/** Why a mail is no document: coded, so that they can be counted; always with words. */
export const DISMISSAL_REASONS = ['spam', 'duplicate', 'private', 'no_document', 'wrong_addressee', 'other'] as const;
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];

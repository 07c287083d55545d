/** What a unit may ask of a group: to be in it, to be out of it; and an owner of another unit: to take it over. */
export const REQUEST_KINDS = ['join', 'leave', 'handover'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = ['requested', 'approved', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_ACTS = ['approve', 'refuse', 'withdraw'] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

/** Every permitted transition; what is not here cannot happen. An answer is final: who changes his mind asks again. */
export const STEPS: Readonly<Record<RequestState, Readonly<Partial<Record<RequestAct, RequestState>>>>> = {
  requested: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: {},
  refused: {},
  withdrawn: {},
};

/** Where an act leads, whatever it starts from: the same act again finds its own end and is harmless. */
export const END_OF: Readonly<Record<RequestAct, RequestState>> = {
  approve: 'approved',
  refuse: 'refused',
  withdraw: 'withdrawn',
};

export type Side = 'owner' | 'unit';

/** Who answers: the group's owner about members, the other unit about a handover. The other side asked, and may withdraw. */
export const ANSWERED_BY: Readonly<Record<RequestKind, Side>> = { join: 'owner', leave: 'owner', handover: 'unit' };

/** Which side does it. */
export function sideOf(kind: RequestKind, act: RequestAct): Side {
  const answers = ANSWERED_BY[kind];
  if (act !== 'withdraw') return answers;
  return answers === 'owner' ? 'unit' : 'owner';
}

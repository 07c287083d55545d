/** The road of an outgoing document (product.md §2.1). Issuing takes the number and freezes the content; dispatching sends it. */
export const OUTGOING_STATES = [
  'draft',
  'submitted',
  'approved',
  'issued',
  'dispatched',
  'closed',
  'abandoned',
  'void',
  'superseded',
  'revoked',
] as const;
export type OutgoingState = (typeof OUTGOING_STATES)[number];

export const OUTGOING_ACTS = [
  'edit',
  'submit',
  'sendBack',
  'approve',
  'issue',
  'dispatch',
  'void',
  'abandon',
  'close',
  'revoke',
] as const;
export type OutgoingAct = (typeof OUTGOING_ACTS)[number] | 'supersede';

/** Every permitted transition; what is not here cannot happen. */
export const STEPS: Readonly<Record<OutgoingState, Readonly<Partial<Record<OutgoingAct, OutgoingState>>>>> = {
  draft: { edit: 'draft', submit: 'submitted', abandon: 'abandoned' },
  submitted: { sendBack: 'draft', approve: 'approved', abandon: 'abandoned' },
  approved: { issue: 'issued', abandon: 'abandoned' },
  issued: { dispatch: 'dispatched', void: 'void' },
  dispatched: { dispatch: 'dispatched', close: 'closed', revoke: 'revoked', supersede: 'superseded' },
  closed: { revoke: 'revoked', supersede: 'superseded' },
  abandoned: {},
  void: {},
  superseded: {},
  revoked: {},
};

/** Before it is issued a document is its makers' business; from then on it is the unit's. */
export const IN_THE_MAKING: readonly OutgoingState[] = ['draft', 'submitted', 'approved', 'abandoned'];

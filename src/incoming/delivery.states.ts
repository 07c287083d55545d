import type { Purpose } from '../calendar/deadlines.policy.ts';
import type { Fact } from '../receipts/fact.ts';

/** The main road of a delivery, in rank order; the rank decides, never the latest event (product.md §2.2). */
export const MAIN_ROAD = [
  'queued',
  'delivered',
  'opened',
  'acknowledged',
  'registered',
  'assigned',
  'in_progress',
  'done',
] as const;
export const SIDE_STATES = ['refused', 'returned', 'noted', 'withdrawn', 'superseded', 'undeliverable'] as const;
export const DELIVERY_STATES = [...MAIN_ROAD, ...SIDE_STATES] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What the receiving unit, the sending unit and the service itself can do to a delivery. */
export const RECEIVER_ACTS = [
  'open',
  'acknowledge',
  'register',
  'assign',
  'progress',
  'finish',
  'refuse',
  'return',
  'reconsider',
] as const;
export type ReceiverAct = (typeof RECEIVER_ACTS)[number];
export type DeliveryAct = ReceiverAct | 'note' | 'deliver' | 'withdraw' | 'supersede' | 'fail';

type Steps = Readonly<Partial<Record<DeliveryAct, DeliveryState>>>;

/** Every permitted transition; what is not here cannot happen. `reconsider` goes back to where the receipts say the unit was. */
export const STEPS: Readonly<Record<DeliveryState, Steps>> = {
  queued: { deliver: 'delivered', withdraw: 'withdrawn', fail: 'undeliverable' },
  delivered: {
    open: 'opened',
    acknowledge: 'acknowledged',
    register: 'registered',
    refuse: 'refused',
    withdraw: 'withdrawn',
    supersede: 'superseded',
    fail: 'undeliverable',
  },
  opened: {
    open: 'opened',
    acknowledge: 'acknowledged',
    register: 'registered',
    refuse: 'refused',
    fail: 'undeliverable',
  },
  acknowledged: { open: 'acknowledged', register: 'registered', refuse: 'refused', fail: 'undeliverable' },
  registered: { open: 'registered', assign: 'assigned', progress: 'in_progress', finish: 'done', return: 'returned' },
  assigned: { open: 'assigned', assign: 'assigned', progress: 'in_progress', finish: 'done', return: 'returned' },
  in_progress: {
    open: 'in_progress',
    assign: 'in_progress',
    progress: 'in_progress',
    finish: 'done',
    return: 'returned',
  },
  done: { open: 'done' },
  refused: { open: 'refused', reconsider: 'opened', note: 'noted' },
  returned: { open: 'returned', reconsider: 'registered', note: 'noted' },
  noted: { open: 'noted' },
  withdrawn: {},
  superseded: { open: 'superseded' },
  undeliverable: { note: 'noted' },
};

/** The fact each act states. */
export const FACT_OF: Readonly<Record<DeliveryAct, Fact>> = {
  open: 'opened',
  acknowledge: 'acknowledged',
  register: 'registered',
  assign: 'assigned',
  progress: 'started',
  finish: 'done',
  refuse: 'refused',
  return: 'returned',
  reconsider: 'reconsidered',
  note: 'noted',
  deliver: 'delivered',
  withdraw: 'withdrawn',
  supersede: 'superseded',
  fail: 'undeliverable',
};

/** A later act says the earlier ones too. Assignment is never implied: nobody was named. */
export const IMPLIES: Readonly<Partial<Record<DeliveryAct, readonly Fact[]>>> = {
  acknowledge: ['opened'],
  register: ['opened', 'acknowledged'],
  finish: ['started'],
  refuse: ['opened'],
};

/** The state each fact proves, by rank. */
const PROVES: Readonly<Partial<Record<Fact, (typeof MAIN_ROAD)[number]>>> = {
  delivered: 'delivered',
  opened: 'opened',
  acknowledged: 'acknowledged',
  registered: 'registered',
  assigned: 'assigned',
  started: 'in_progress',
  done: 'done',
};

const rank = (state: DeliveryState): number => (MAIN_ROAD as readonly string[]).indexOf(state);

/** The highest state on the main road that the facts prove. */
export function mainState(facts: readonly Fact[], start: DeliveryState = 'delivered'): DeliveryState {
  return facts
    .map((fact) => PROVES[fact] ?? start)
    .reduce((best, state) => (rank(state) > rank(best) ? state : best), start);
}

/** The state all receipts of a delivery add up to. The stored state is checked against it. */
export function project(facts: readonly Fact[]): DeliveryState {
  const count = (fact: Fact) => facts.filter((f) => f === fact).length;
  if (count('noted') > 0) return 'noted';
  for (const ending of ['withdrawn', 'superseded', 'undeliverable'] as const) if (count(ending) > 0) return ending;
  if (count('refused') + count('returned') > count('reconsidered'))
    return count('registered') > 0 ? 'returned' : 'refused';
  return mainState(facts);
}

/** Where the road ends for a purpose: told units are complete when they acknowledge, asked units when they are done. */
const COMPLETE_AT: Readonly<Record<Purpose, DeliveryState>> = {
  act: 'done',
  coordinate: 'done',
  report: 'acknowledged',
  inform: 'acknowledged',
  file: 'delivered',
};

/** Does somebody still have to do something: the unit, or the sender who must take note? */
export function isOpen(state: DeliveryState, purpose: Purpose): boolean {
  if (state === 'refused' || state === 'returned' || state === 'undeliverable') return true;
  return rank(state) >= 0 && rank(state) < rank(COMPLETE_AT[purpose]);
}

import type { ProofStanding } from '../legacy-inboxes/inbox.states.ts';
import type { InboxState } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import {
  missingOf,
  reasonOf,
  ROAD as ONBOARDING,
  type Circumstances,
  type Facts,
  type StepToDo,
} from '../onboarding/road.policy.ts';

/** A unit's road through the cutover: that of onboarding to its end, and then none of its old inboxes is left. */
export const ROAD = [...ONBOARDING, 'cut_over'] as const;
export type RoadStep = (typeof ROAD)[number];

/** What keeps a unit from being ready, in the order of its road. */
export const UNIT_BLOCKERS = [
  'nobody',
  'awaiting-approval',
  'no-code',
  'not-booked',
  'absent',
  'not-trained',
  'code-unused',
  'no-acknowledgement',
  'no-receiver',
] as const;
export type UnitBlocker = (typeof UNIT_BLOCKERS)[number];

/** Where onboarding says nothing more than that the step is missing. */
const MISSING: Readonly<Record<StepToDo, UnitBlocker>> = {
  account_issued: 'no-code',
  booked: 'not-booked',
  trained: 'not-trained',
  first_login: 'code-unused',
  first_acknowledgement: 'no-acknowledgement',
  ready: 'no-receiver',
};

/** What keeps the unit from its next step; null when it is ready. */
export function unitBlocker(facts: Facts, circumstances: Circumstances): UnitBlocker | null {
  const [next] = missingOf(facts);
  return next === undefined ? null : (reasonOf(facts, circumstances) ?? MISSING[next]);
}

/** What keeps an old inbox from being retired. */
export const INBOX_BLOCKERS = ['inbox-in-use', 'inbox-not-imported', 'inbox-not-proven', 'inbox-not-retired'] as const;
export type InboxBlocker = (typeof INBOX_BLOCKERS)[number];

export const BLOCKERS = [...UNIT_BLOCKERS, ...INBOX_BLOCKERS] as const;
export type Blocker = (typeof BLOCKERS)[number];

/** What everybody may see of a unit: not why it is where it is. */
export const PUBLIC_STEPS = ['preparing', 'ready', 'cut_over'] as const;
export type PublicStep = (typeof PUBLIC_STEPS)[number];

export const publicStep = (step: RoadStep): PublicStep =>
  step === 'ready' || step === 'cut_over' ? step : 'preparing';

/** The next thing to be done about the inbox; null when it is retired. */
export function inboxBlocker(state: InboxState, { proof }: ProofStanding): InboxBlocker | null {
  if (state === 'retired') return null;
  if (state === 'active' || state === 'dual_run') return 'inbox-in-use';
  if (proof === 'none') return 'inbox-not-imported';
  return proof === 'agrees' ? 'inbox-not-retired' : 'inbox-not-proven';
}

const DAY_MS = 24 * 3600_000;

/** Whole days left until the instant, begun ones counted; 0 from the instant on. */
export function daysLeft(now: Date, cutover: Date): number {
  return Math.max(0, Math.ceil((cutover.getTime() - now.getTime()) / DAY_MS));
}

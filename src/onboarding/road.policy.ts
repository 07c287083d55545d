/** The road of every unit to its first day (product.md §8). Each step is a fact that can be looked up; nobody ticks one. */
export const ROAD = [
  'listed',
  'account_issued',
  'booked',
  'trained',
  'first_login',
  'first_acknowledgement',
  'ready',
] as const;
export type Step = (typeof ROAD)[number];

/** Every step but the first: that a unit is listed is why it is looked at. */
export const STEPS_TO_DO = ROAD.slice(1) as readonly Exclude<Step, 'listed'>[];
export type StepToDo = (typeof STEPS_TO_DO)[number];

/** Whether what a step takes has happened, each by itself. Where no training invites a unit, there is nothing to book or attend. */
export type Facts = Readonly<Record<StepToDo, boolean>>;

/** The furthest step up to which nothing is missing: a unit that signed in without being trained is still `booked`. */
export function stepOf(facts: Facts): Step {
  const at = STEPS_TO_DO.findIndex((step) => !facts[step]);
  return at === -1 ? 'ready' : (ROAD[at] ?? 'listed');
}

/** What has not happened yet, in the order of the road; a unit is `ready` when this is empty. */
export const missingOf = (facts: Facts): StepToDo[] => STEPS_TO_DO.filter((step) => !facts[step]);

/** The same rule in SQL, made from the same list, over columns named after the steps. @param row alias of the row of facts */
export const stepSql = (row: string): string =>
  `case ${STEPS_TO_DO.map((step, i) => `when not ${row}.${step} then '${ROAD[i]}'`).join(' ')} else 'ready' end`;

/** Why the next step has not been taken, where there is more to say than that. */
export const REASONS = ['nobody', 'awaiting-approval', 'no-code', 'code-unused', 'absent', 'no-receiver'] as const;
export type Reason = (typeof REASONS)[number];

/** What else is known of a unit that is not ready. */
export interface Circumstances {
  /** Who hold posts there. */
  readonly people: number;
  /** People whose list of accounts has not been approved. */
  readonly unapproved: number;
  /** The unit's person did not come and has no other session. */
  readonly wasAbsent: boolean;
}

export function reasonOf(facts: Facts, { people, unapproved, wasAbsent }: Circumstances): Reason | null {
  const [next] = missingOf(facts);
  if (next === 'account_issued') return people === 0 ? 'nobody' : unapproved > 0 ? 'awaiting-approval' : 'no-code';
  if (next === 'booked') return wasAbsent ? 'absent' : null;
  if (next === 'first_login') return 'code-unused';
  return next === 'ready' ? 'no-receiver' : null;
}

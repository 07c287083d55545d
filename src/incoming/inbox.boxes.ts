/** The boxes of an inbox, each a condition on the delivery row `v` (and, for `mine`, on its assignment). */
export const BOX_CONDITIONS = {
  all: `v.state <> 'queued'`,
  // What is not acknowledged is always open; said here so that the index of what is open serves these.
  unopened: `v.is_open and v.state = 'delivered'`,
  unacknowledged: `v.is_open and v.state in ('delivered', 'opened')`,
  unregistered: `v.state in ('delivered', 'opened', 'acknowledged')`,
  unassigned: `v.state = 'registered' and v.is_open`,
  working: `v.state in ('assigned', 'in_progress')`,
  done: `v.state = 'done'`,
  refused: `v.state in ('refused', 'returned', 'noted')`,
  withdrawn: `v.state in ('withdrawn', 'superseded')`,
  open: `v.is_open and v.state not in ('queued', 'refused', 'returned', 'undeliverable')`,
} as const;

/** Boxes that also need the caller or the clock. */
export const BOXES = [...(Object.keys(BOX_CONDITIONS) as (keyof typeof BOX_CONDITIONS)[]), 'overdue', 'mine'] as const;
export type Box = (typeof BOXES)[number];

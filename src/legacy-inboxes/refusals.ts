import type { DomainError, ErrorFactory } from '../platform/errors/domain-error.ts';
import { SHORTEST_REASON, type Obstacle, type ProofStanding } from './inbox.states.ts';
import { LEGACY_INBOXES as REFUSED } from './legacy-inboxes.errors.ts';

const ERROR_OF: Readonly<Record<Obstacle, ErrorFactory>> = {
  'wrong-state': REFUSED.wrongState,
  closed: REFUSED.closed,
  'no-date': REFUSED.noDate,
  'after-cutover': REFUSED.afterCutover,
  'not-imported': REFUSED.notImported,
  'not-proven': REFUSED.notProven,
  'unit-not-ready': REFUSED.unitNotReady,
  'reason-needed': REFUSED.reasonNeeded,
};

/** Every error an act on an inbox can end with, beside not being found. */
export const ACT_ERRORS: readonly ErrorFactory[] = Object.values(ERROR_OF);

/** The first obstacle, as an error. */
export function refusal(obstacles: readonly Obstacle[], proof: ProofStanding): DomainError {
  const [first = 'wrong-state'] = obstacles;
  return ERROR_OF[first]({ differences: proof.differences, least: SHORTEST_REASON });
}

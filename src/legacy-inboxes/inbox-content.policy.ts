import { isAfterCutover } from './cutover-date.policy.ts';
import type { InboxState } from './legacy-inbox.kinds.ts';

/**
 * May a document's content go to this old inbox at this instant? The one rule of product.md §7: only while both ways run, and
 * never from the cutover on. Without a date nothing goes either: a setting that was forgotten must not open the tap.
 */
export function mayGetContent(state: InboxState, at: Date, cutover: Date | null): boolean {
  return state === 'dual_run' && cutover !== null && !isAfterCutover(at, cutover);
}

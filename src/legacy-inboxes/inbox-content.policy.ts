import { isAfterCutover } from './cutover-date.policy.ts';
import type { InboxState } from './legacy-inbox.kinds.ts';

/**
 * May a document's content go to this old inbox at this instant? The one rule of product.md §7: only while both ways run, and
 * never from the cutover on. Without a date nothing goes either: a setting that was forgotten must not open the tap.
 */
export function mayGetContent(state: InboxState, at: Date, cutover: Date | null): boolean {
  return state === 'dual_run' && cutover !== null && !isAfterCutover(at, cutover);
}

/**
 * May content be mailed to this address because it is where a recipient outside the system receives? An old inbox that is still in
 * use is such an address like any other; one that is frozen or further is not, and from the cutover on none is.
 */
export function mayBeAddressed(state: InboxState, at: Date, cutover: Date | null): boolean {
  return (state === 'active' || state === 'dual_run') && !isAfterCutover(at, cutover);
}

/**
 * What is known of a file's content (product.md §6). `off`: it came while no scanner was configured, and passes unseen; `released`: it
 * cannot be scanned, and a leader of its unit answers for it.
 */
export const SCAN_STATES = ['off', 'pending', 'clean', 'infected', 'unscannable', 'released'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** What a verdict may be; everything else a scanner answers leaves a file waiting. */
export const VERDICTS = ['clean', 'infected', 'unscannable'] as const;
export type VerdictState = (typeof VERDICTS)[number];

/** Why no scanner can say whether a file is clean. */
export const UNSCANNABLE_REASONS = ['too-large', 'limits', 'encrypted'] as const;
export type UnscannableReason = (typeof UNSCANNABLE_REASONS)[number];

const OPEN: ReadonlySet<ScanState> = new Set(['off', 'clean', 'released']);

/** May its content be handed to anybody? */
export const passes = (state: ScanState): boolean => OPEN.has(state);

/** A leader may answer for what cannot be scanned; for what merely waits only when there is nothing left to wait for. */
export function mayRelease(state: ScanState, scannerIsOn: boolean): boolean {
  return state === 'unscannable' || (state === 'pending' && !scannerIsOn);
}

/**
 * The state after a verdict. A file that is out and was clean does not become unscannable because a later scanner has smaller limits;
 * what was infected stays so.
 */
export function afterVerdict(known: ScanState, verdict: VerdictState): ScanState {
  if (known === 'infected') return 'infected';
  if (verdict === 'unscannable' && known === 'clean') return 'clean';
  return verdict;
}

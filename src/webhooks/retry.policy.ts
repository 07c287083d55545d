const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Pauses after the first failure, the second, and so on: twelve tries in just under three days. */
const PAUSES = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  DAY,
] as const;

/**
 * Events go out in order, so one that fails holds up those behind it; after this many tries it no longer does: it may be that the
 * receiver cannot take this very one. The indexes of `webhook_event` know this number.
 */
export const TRIES_IN_LINE = 4;

/** A receiver that has failed for so long is switched off. */
const PATIENCE = 3 * DAY;
/** A receiver may ask for a longer pause, but not for ever. */
const LONGEST_ASKED = HOUR;

/** Milliseconds until the next try, or null when there is none. @param failures 1 for the first @param retryAfter the header, if any */
export function pauseAfter(failures: number, retryAfter: string | null = null): number | null {
  const pause = PAUSES[failures - 1];
  if (pause === undefined) return null;
  const asked = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * SECOND : 0;
  return Math.max(pause, Math.min(asked, LONGEST_ASKED));
}

/** What an answer means: any 2xx is done, 410 says that nobody listens there any more, everything else is tried again. */
export function judgeStatus(status: number | null): 'done' | 'gone' | 'retry' {
  if (status !== null && status >= 200 && status < 300) return 'done';
  return status === 410 ? 'gone' : 'retry';
}

export function isTooLong(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= PATIENCE;
}

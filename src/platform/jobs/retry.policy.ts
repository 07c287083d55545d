/** From this failure on the wait no longer grows. */
const LONGEST_WAIT_FROM = 10;

/**
 * Seconds that graphile-worker waits after the given failure (1 = the first): e^n, from 2.7 s to 6 h 7 min. The formula is
 * graphile's own (dist/sql/failJobs.js); it stands here so that `maxAttempts` can be chosen by the time it stands for.
 */
export function retryDelaySeconds(failures: number): number {
  return Math.exp(Math.min(failures, LONGEST_WAIT_FROM));
}

/** Hours from the first try to the last one. */
export function hoursOfTrying(maxAttempts: number): number {
  let seconds = 0;
  for (let failures = 1; failures < maxAttempts; failures++) seconds += retryDelaySeconds(failures);
  return seconds / 3600;
}

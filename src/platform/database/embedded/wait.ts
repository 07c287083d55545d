import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Polls until `condition` holds; false when it still does not after `limitMs` milliseconds.
 * The timers keep the event loop alive on purpose: the child process they watch is unreferenced.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
  everyMs = 25,
): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() >= deadline) return false;
    await sleep(everyMs);
  }
  return true;
}

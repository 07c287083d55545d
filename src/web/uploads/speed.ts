/** How fast bytes go: over the last seconds, so that a stall shows and a burst does not frighten. Pure. */
export interface Pace {
  readonly at: number;
  readonly done: number;
  /** Bytes a second; null at first. */
  readonly speed: number | null;
}

const STEP_MS = 500;
const WEIGHT = 0.3;

/** @param now milliseconds @param done bytes so far */
export function paced(before: Pace | null, now: number, done: number): Pace {
  if (!before || done < before.done) return { at: now, done, speed: null };
  const passed = now - before.at;
  if (passed < STEP_MS) return before;
  const latest = ((done - before.done) / passed) * 1000;
  return { at: now, done, speed: before.speed === null ? latest : before.speed * (1 - WEIGHT) + latest * WEIGHT };
}

/** What keeps a replica from being used: it has not got everything yet, or it cannot be asked at all. */
export type Fault = 'behind' | 'unreachable';

const FIRST_MS: Readonly<Record<Fault, number>> = { behind: 100, unreachable: 1000 };
const LONGEST_MS: Readonly<Record<Fault, number>> = { behind: 5000, unreachable: 30_000 };
/** A try that has not come back by then no longer keeps others from trying. */
const TRY_MS = 5000;
/** A replica that is a moment behind under load is nothing to tell anybody; one that stays behind is. */
const TELL_BEHIND_AFTER_MS = 10_000;

/**
 * When a replica may be tried: always while it does well, and after faults in a row once per pause, each pause twice the last. All
 * times in milliseconds on one monotonic clock.
 */
export class ReplicaRest {
  #fault: Fault | null = null;
  #faults = 0;
  #since = 0;
  #until = 0;
  #told: Fault | null = null;

  /** The fault it has now; null when it did well the last time. */
  get fault(): Fault | null {
    return this.#fault;
  }

  mayTry(now: number): boolean {
    if (this.#fault === null) return true;
    if (now < this.#until) return false;
    this.#until = now + TRY_MS;
    return true;
  }

  /** @returns whether people on call are to be told: once for each time it goes wrong */
  failed(fault: Fault, now: number): boolean {
    if (this.#fault === null) this.#since = now;
    this.#faults = fault === this.#fault ? this.#faults + 1 : 1;
    this.#fault = fault;
    this.#until = now + Math.min(FIRST_MS[fault] * 2 ** Math.min(this.#faults - 1, 10), LONGEST_MS[fault]);
    const isNews =
      fault === 'unreachable' ? this.#told !== fault : this.#told === null && now - this.#since >= TELL_BEHIND_AFTER_MS;
    if (isNews) this.#told = fault;
    return isNews;
  }

  /** @returns whether people who were told of a fault are to be told that it is over */
  didWell(): boolean {
    const wasTold = this.#told !== null;
    this.#fault = this.#told = null;
    this.#faults = 0;
    return wasTold;
  }
}

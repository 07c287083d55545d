import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** When people last asked this process for something, so that work nobody waits for can let them pass. */
@Injectable()
export class Traffic {
  /** On the process's own monotonic clock. */
  #last = Number.NEGATIVE_INFINITY;

  /** A request has begun, or has been answered. A stream that stays open is no traffic as long as it says nothing. */
  seen(): void {
    this.#last = performance.now();
  }

  /**
   * Resolves when no request has begun or ended for so long: what belongs together, as the steps of one sending, is over then.
   * @param atMostMs a process that is never quiet still comes to its own work
   * @throws an AbortError when the signal says so
   */
  async calm(quietMs: number, atMostMs: number, signal: AbortSignal): Promise<void> {
    const until = performance.now() + atMostMs;
    for (;;) {
      const now = performance.now();
      const rest = Math.min(this.#last + quietMs, until) - now;
      if (rest <= 0) return;
      await sleep(rest, undefined, { signal });
    }
  }
}

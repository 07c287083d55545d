import { setTimeout as sleep } from 'node:timers/promises';

/** No faster than told, so that the people who still use the server notice nothing. Paid for with waiting, so no clock is asked. */
export class Pace {
  #owed = 0;

  /** @param bytesPerSecond 0: as fast as it goes */
  constructor(
    private readonly bytesPerSecond: number,
    private readonly signal: AbortSignal,
  ) {}

  /** Waits for as long as so many bytes may take. */
  async pay(bytes: number): Promise<void> {
    this.signal.throwIfAborted();
    if (this.bytesPerSecond === 0) return;
    this.#owed += (bytes / this.bytesPerSecond) * 1000;
    if (this.#owed < 20) return;
    const owed = this.#owed;
    this.#owed = 0;
    await sleep(owed, undefined, { signal: this.signal });
  }
}

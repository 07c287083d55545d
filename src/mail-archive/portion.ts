import { BATCH_BYTES } from './found-mail.ts';

const LEAST = 64 * 1024;
const FIRST = 1024 * 1024;
/** What comes in this time is not lost for long when the line breaks, and nobody of the queue waits for long. */
const QUICK_MS = 4000;
const SLOW_MS = 20_000;

/**
 * How many bytes are fetched together: as many as come in a few seconds. Over a slow line that breaks every few minutes a large batch
 * would begin anew for ever.
 */
export class Portion {
  #bytes: number;

  /** @param isShaky the last try broke off */
  constructor(isShaky: boolean) {
    this.#bytes = isShaky ? LEAST : FIRST;
  }

  /** Takes the next mails off the list, one at least; `bytes` is what they are together. */
  next<M extends { readonly size?: number }>(mails: M[]): { readonly group: M[]; readonly bytes: number } {
    let bytes = 0;
    let count = 0;
    for (const { size = BATCH_BYTES } of mails) {
      if (count > 0 && bytes + size > this.#bytes) break;
      bytes += size;
      count++;
    }
    return { group: mails.splice(0, count), bytes };
  }

  /** What came, and how long it took. */
  took(bytes: number, ms: number): void {
    if (ms > SLOW_MS) this.#bytes = Math.max(LEAST, this.#bytes / 4);
    else if (ms < QUICK_MS && bytes * 2 > this.#bytes) this.#bytes = Math.min(BATCH_BYTES, this.#bytes * 2);
  }
}

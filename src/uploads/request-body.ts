import type { IncomingMessage } from 'node:http';
import { lingerOver } from '../platform/http/linger.ts';
import { UPLOADS } from './uploads.errors.ts';

/** Bytes that may wait here for the disk. */
const HIGH_WATER = 512 * 1024;

/**
 * A request's body, taken from the socket only as fast as it is written. It can be ended before its end, which is no failure: what has
 * come by then is kept.
 */
export class RequestBody implements AsyncIterable<Buffer> {
  #waiting: Buffer[] = [];
  #bytes = 0;
  #state: 'open' | 'ended' | 'cut' = 'open';
  #wake: () => void = () => undefined;

  constructor(private readonly request: IncomingMessage) {
    request.on('data', this.#onData).once('end', this.stop).once('close', this.#onCut).on('error', this.#onCut);
    request.pause();
  }

  /** Ends it here, for a newer request or a stopping service. */
  readonly stop = (): void => this.#become('ended');

  /** Call when the answer is about to go out: whatever is still coming is dropped, and a sender that does not stop is cut off. */
  leave(): void {
    this.request.off('data', this.#onData).off('end', this.stop).off('close', this.#onCut);
    lingerOver(this.request);
  }

  /** @throws uploads.cut when the line breaks */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const chunks = this.#waiting;
      [this.#waiting, this.#bytes] = [[], 0];
      yield* chunks;
      if (this.#waiting.length > 0) continue;
      if (this.#state === 'cut') throw UPLOADS.cut();
      if (this.#state === 'ended') return;
      await this.#more();
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.request.resume();
    });
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#waiting.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= HIGH_WATER) this.request.pause();
    this.#wake();
  };

  readonly #onCut = (): void => this.#become('cut');

  #become(state: 'ended' | 'cut'): void {
    if (this.#state === 'open') this.#state = state;
    this.#wake();
  }
}

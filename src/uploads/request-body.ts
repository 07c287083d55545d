import type { IncomingMessage } from 'node:http';
import { lingerOver } from '../platform/http/linger.ts';

/** A request's body as the web stream that the tus library reads, taken from Node's stream only as fast as it is read. */
export class RequestBody {
  readonly stream: ReadableStream<Uint8Array>;
  #leave: () => void = () => undefined;

  constructor(private readonly request: IncomingMessage) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => this.#follow(controller),
        pull: () => void request.resume(),
        cancel: () => this.#leave(),
      },
      { highWaterMark: 2 },
    );
  }

  /** Call when the answer is about to go out: whatever is still coming is dropped, and a sender that does not stop is cut off. */
  leave(): void {
    this.#leave();
    lingerOver(this.request);
  }

  #follow(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const { request } = this;
    const onData = (chunk: Buffer): void => {
      controller.enqueue(chunk);
      if ((controller.desiredSize ?? 0) <= 0) request.pause();
    };
    const onEnd = (): void => {
      this.#leave();
      controller.close();
    };
    const onCut = (): void => {
      this.#leave();
      controller.error(new Error('the connection was cut'));
    };
    this.#leave = () => {
      request.off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut);
      // A late error without a listener would end the process.
      request.on('error', () => undefined);
      this.#leave = () => undefined;
    };
    request.on('data', onData).once('end', onEnd).once('close', onCut).once('error', onCut);
    request.pause();
  }
}

import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** Chunks of a stream, no faster than told: bytes are paid for with waiting, so no clock is asked. The stream is closed at the end. */
export async function* paced(
  stream: Readable,
  { bytesPerSecond, signal }: { readonly bytesPerSecond?: number; readonly signal?: AbortSignal },
): AsyncIterable<Buffer> {
  let owed = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    yield chunk;
    if (!bytesPerSecond) continue;
    owed += (chunk.length / bytesPerSecond) * 1000;
    if (owed < 20) continue;
    await sleep(owed, undefined, signal && { signal });
    owed = 0;
  }
}

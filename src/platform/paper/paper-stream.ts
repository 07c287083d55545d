import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Paper } from './paper.ts';

/**
 * The paper on its way out while it is drawn: no more of it is in memory than the step before, and who goes away stops the drawing.
 * @param steps draws; whatever is finished after each step leaves
 */
export function paperStream(paper: Paper, steps: AsyncIterable<unknown>): Readable {
  return Readable.from(finished(paper, steps), { objectMode: false });
}

async function* finished(paper: Paper, steps: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  for await (const _ of steps) {
    yield* taken(paper);
    // Drawing is work without a pause: others get their turn between two pages.
    await setImmediate();
  }
  paper.end();
  for await (const chunk of paper) yield chunk as Buffer;
}

function* taken(paper: Paper): Generator<Buffer> {
  for (let chunk = paper.read() as Buffer | null; chunk !== null; chunk = paper.read() as Buffer | null) yield chunk;
}

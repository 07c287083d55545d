import { counter, difference, type Count } from './counts.ts';
import { fault, send, type Asked } from './wire.ts';
import type { World } from './world.ts';

const counters = new WeakMap<World, Promise<Count>>();

/** How to count the rows of a world; one counter for each. */
export function countOf(world: World): Promise<Count> {
  const known = counters.get(world);
  if (known) return known;
  const made = counter(world.app);
  counters.set(world, made);
  return made;
}

/**
 * What came of a hostile request, in a word: the code it was refused with. Whatever is not as it should be stands behind it: an
 * answer that is not as declared, rows that were written.
 */
export async function refusalOf(world: World, asked: Asked): Promise<string> {
  const count = await countOf(world);
  const before = await count();
  const answer = await send(world.app, asked);
  const wrong = fault(asked, answer);
  const changed = difference(before, await count());
  const said = answer.code ?? `${answer.status} without a code`;
  return [said, ...(wrong ? [wrong] : []), ...(changed ? [`wrote ${changed}`] : [])].join(' · ');
}

/** Whether an ordinary request is answered as ever. */
export async function isAnswering(world: World): Promise<boolean> {
  const answer = await send(world.app, { method: 'GET', path: '/api/v1/sessions/current', as: world.boss });
  return answer.status === 200;
}

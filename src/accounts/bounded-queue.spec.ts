import { describe, expect, it } from '@jest/globals';
import { BoundedQueue, QueueFull } from './bounded-queue.ts';

/** Work that ends when it is told to. */
function aJob(): { readonly work: () => Promise<string>; readonly end: () => void; readonly started: () => boolean } {
  let [end, started]: [() => void, boolean] = [() => undefined, false];
  const ended = new Promise<void>((resolve) => (end = resolve));
  const work = async (): Promise<string> => {
    started = true;
    await ended;
    return 'done';
  };
  return { work, end: () => end(), started: () => started };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('BoundedQueue', () => {
  it('runs no more than its workers at once, in order, and refuses what finds no room', async () => {
    const queue = new BoundedQueue(1, 1);
    const [first, second, third] = [aJob(), aJob(), aJob()];
    const answers = [queue.run(first.work), queue.run(second.work)];
    await expect(queue.run(third.work)).rejects.toBeInstanceOf(QueueFull);
    expect([first.started(), second.started(), third.started()]).toEqual([true, false, false]);
    first.end();
    await settled();
    expect(second.started()).toBe(true);
    second.end();
    expect(await Promise.all(answers)).toEqual(['done', 'done']);
  });

  it('gives the place back when the work fails', async () => {
    const queue = new BoundedQueue(1, 0);
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.run(async () => 'next')).resolves.toBe('next');
  });

  it('keeps its bound through a crowd', async () => {
    const queue = new BoundedQueue(3, 100);
    let [running, most] = [0, 0];
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await settled();
      running--;
    };
    await Promise.all(Array.from({ length: 60 }, () => queue.run(work)));
    expect([running, most]).toEqual([0, 3]);
  });
});

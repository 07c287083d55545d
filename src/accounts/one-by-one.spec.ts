import { describe, expect, it } from '@jest/globals';
import { QueueFull } from './bounded-queue.ts';
import { OneByOne } from './one-by-one.ts';

const pause = () => new Promise((resolve) => setImmediate(resolve));

describe('OneByOne', () => {
  it('lets one at a time through per key, keys side by side, and forgets empty lines', async () => {
    const lines = new OneByOne(10);
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`+${name}`);
      await pause();
      log.push(`-${name}`);
    };
    await Promise.all([lines.run('a', work('a1')), lines.run('a', work('a2')), lines.run('b', work('b1'))]);
    expect(log.filter((entry) => entry.includes('a'))).toEqual(['+a1', '-a1', '+a2', '-a2']);
    expect(log.indexOf('+b1')).toBeLessThan(log.indexOf('-a1'));
    expect(lines.size).toBe(0);
  });

  it('refuses at once when the line is full, and goes on after a failure', async () => {
    const lines = new OneByOne(1);
    const failing = lines.run('a', async () => {
      await pause();
      throw new Error('no');
    });
    const waiting = lines.run('a', async () => 'next');
    await expect(lines.run('a', async () => 'third')).rejects.toBeInstanceOf(QueueFull);
    await expect(failing).rejects.toThrow('no');
    await expect(waiting).resolves.toBe('next');
    expect(lines.size).toBe(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Database } from './database.ts';
import { Position } from './position.ts';

/** A primary whose answers are given by hand. */
function aPrimary() {
  const asked: { answer(at: number): void; fail(): void }[] = [];
  const first = () =>
    new Promise((resolve, reject) => {
      asked.push({ answer: (at) => resolve({ at: String(at) }), fail: () => reject(new Error('gone')) });
    });
  return { position: new Position({ first } as unknown as Database), asked };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the position of the primary', () => {
  it('is never one that was asked for before', async () => {
    const { position, asked } = aPrimary();
    const before = position.now();
    const after = [position.now(), position.now()];
    expect(asked).toHaveLength(1);
    asked[0]?.answer(10);
    expect(await before).toBe(10n);
    await settled();
    asked[1]?.answer(20);
    expect(await Promise.all(after)).toEqual([20n, 20n]);
    expect(asked).toHaveLength(2);
  });

  it('is asked for anew when a question failed', async () => {
    const { position, asked } = aPrimary();
    const lost = position.now();
    const next = position.now();
    asked[0]?.fail();
    await expect(lost).rejects.toThrow('gone');
    await settled();
    asked[1]?.answer(30);
    expect(await next).toBe(30n);
    const last = position.now();
    asked[2]?.answer(40);
    expect(await last).toBe(40n);
  });
});

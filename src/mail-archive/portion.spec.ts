import { describe, expect, it } from '@jest/globals';
import { Portion } from './portion.ts';

const KB = 1024;
const mails = (count: number, size: number) => Array.from({ length: count }, () => ({ size }));
const next = (portion: Portion, size: number): number => portion.next(mails(1000, size)).group.length;

describe('what is fetched together', () => {
  it('grows to 4 MiB over a quick line, and shrinks to 64 KiB over a slow one', () => {
    const portion = new Portion(false);
    expect(next(portion, 64 * KB)).toBe(16);
    for (let i = 0; i < 6; i++) portion.took(portion.next(mails(1000, 64 * KB)).bytes, 100);
    expect(next(portion, 64 * KB)).toBe(64);
    for (let i = 0; i < 6; i++) portion.took(portion.next(mails(1000, 64 * KB)).bytes, 30_000);
    expect(next(portion, 16 * KB)).toBe(4);
  });

  it('does not grow because a little came quickly', () => {
    const portion = new Portion(false);
    portion.took(10 * KB, 10);
    expect(next(portion, 64 * KB)).toBe(16);
  });

  it('begins small after a break, and takes one mail at least, however large', () => {
    const portion = new Portion(true);
    expect(next(portion, 16 * KB)).toBe(4);
    const list = [{ size: 40 * KB * KB }, {}, { size: 1 }];
    expect(portion.next(list)).toEqual({ group: [{ size: 40 * KB * KB }], bytes: 40 * KB * KB });
    expect(portion.next(list).group).toEqual([{}]);
    expect(list).toEqual([{ size: 1 }]);
    expect(portion.next(list).bytes).toBe(1);
  });
});

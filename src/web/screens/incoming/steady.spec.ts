import { describe, expect, it } from '@jest/globals';
import { steady } from './steady.ts';

const row = (id: string, state = 'delivered') => ({ id, state });
const ids = (rows: readonly { readonly id: string }[]): string => rows.map(({ id }) => id).join('');

describe('rows under the pointer', () => {
  const shown = [row('c'), row('b'), row('a')];

  it('are what the service says when nobody points at them', () => {
    const { rows, waiting } = steady(shown, [row('d'), row('c')], false);
    expect([ids(rows), waiting]).toEqual(['dc', 0]);
  });

  it('stay where they are, and new ones wait above', () => {
    const { rows, waiting } = steady(shown, [row('e'), row('d'), row('c'), row('b', 'opened'), row('a')], true);
    expect([ids(rows), waiting]).toEqual(['cba', 2]);
    expect(rows[1]?.state).toBe('opened');
  });

  it('keep those that left, and take further pages below', () => {
    const { rows, waiting } = steady(shown, [row('c'), row('a'), row('9'), row('8')], true);
    expect([ids(rows), waiting]).toEqual(['cba98', 0]);
  });

  it('wait for one look when all of them are gone', () => {
    expect(steady(shown, [row('z')], true)).toEqual({ rows: shown, waiting: 1 });
    expect(steady([], [row('z')], true)).toEqual({ rows: [row('z')], waiting: 0 });
  });
});

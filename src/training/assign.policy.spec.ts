import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assign, type Room, type Seeker } from './assign.policy.ts';

const rooms = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 5 })
  .map((all) =>
    all.map(([capacity, taken], i): Room => ({ id: `s${i}`, capacity, free: Math.max(0, capacity - taken) })),
  );
const seekers = fc
  .array(fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }), { maxLength: 8 })
  .map((all) => all.map((wishes, i): Seeker => ({ id: `u${i}`, wishes: wishes.map((n) => `s${n}`) })));

const metIn = (placed: ReadonlyMap<string, string>, all: readonly Seeker[]): number =>
  all.filter(({ id, wishes }) => wishes.includes(placed.get(id) ?? '')).length;

/** Every way of seating them, tried one after the other. */
function mostWishes(all: readonly Room[], left: readonly Seeker[]): number {
  const [first, ...others] = left;
  if (!first) return 0;
  const seated = all
    .filter(({ id, free }) => free > 0 && first.wishes.includes(id))
    .map(
      ({ id }) =>
        1 +
        mostWishes(
          all.map((room) => (room.id === id ? { ...room, free: room.free - 1 } : room)),
          others,
        ),
    );
  return Math.max(mostWishes(all, others), ...seated);
}

describe('assigning the rest', () => {
  it('never seats more than there are places, and leaves nobody standing beside a free one', () => {
    fc.assert(
      fc.property(rooms, seekers, (all, people) => {
        const { placed, left } = assign(all, people);
        const total = all.reduce((sum, { free }) => sum + free, 0);
        expect(placed.size).toBe(Math.min(total, people.length));
        expect(placed.size + left.length).toBe(people.length);
        for (const { id, free } of all)
          expect([...placed.values()].filter((room) => room === id).length).toBeLessThanOrEqual(free);
      }),
      { numRuns: 500 },
    );
  });

  it('meets as many wishes as can be met at all', () => {
    fc.assert(
      fc.property(rooms, seekers, (all, people) => {
        const wishing = people.filter(({ wishes }) => wishes.length > 0);
        expect(metIn(assign(all, people).placed, people)).toBeGreaterThanOrEqual(mostWishes(all, wishing));
      }),
      { numRuns: 300 },
    );
  });

  it('spreads those without wishes evenly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 120 }), (count, units) => {
        const all = Array.from({ length: count }, (_, i): Room => ({ id: `s${i}`, capacity: 12, free: 12 }));
        const people = Array.from({ length: units }, (_, i): Seeker => ({ id: `u${i}`, wishes: [] }));
        const { placed } = assign(all, people);
        const loads = all.map(({ id }) => [...placed.values()].filter((room) => room === id).length);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives the same every time', () => {
    fc.assert(
      fc.property(rooms, seekers, (all, people) => {
        expect([...assign(all, people).placed]).toEqual([...assign(all, people).placed]);
      }),
    );
  });

  it('moves one who has another wish out of the way', () => {
    const all = ['s0', 's1'].map((id): Room => ({ id, capacity: 1, free: 1 }));
    const { placed } = assign(all, [
      { id: 'flexible', wishes: ['s0', 's1'] },
      { id: 'strict', wishes: ['s0'] },
    ]);
    expect(Object.fromEntries(placed)).toEqual({ flexible: 's1', strict: 's0' });
  });
});

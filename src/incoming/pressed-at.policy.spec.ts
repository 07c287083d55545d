import { describe, expect, it } from '@jest/globals';
import { claimOf } from './pressed-at.policy.ts';

const NOW = new Date('2020-05-18T08:00:00Z');
const DELIVERED = new Date('2020-05-17T08:00:00Z');

describe('when somebody says to have pressed', () => {
  it('is kept in one form, whatever zone it was said in', () => {
    expect(claimOf('2020-05-18T07:30:00+07:00', DELIVERED, NOW)).toEqual({ pressedAt: '2020-05-18T00:30:00.000Z' });
  });

  it('says nothing where nothing was claimed', () => {
    expect(claimOf(undefined, DELIVERED, NOW)).toEqual({});
  });

  it.each([
    ['a clock five minutes ahead', '2020-05-18T08:05:00.000Z'],
    ['a clock behind, at the delivery', '2020-05-17T07:55:00.000Z'],
  ])('believes %s', (_, pressedAt) => {
    expect(claimOf(pressedAt, DELIVERED, NOW)).toEqual({ pressedAt });
  });

  it.each([
    ['the future', '2020-05-18T08:05:01Z'],
    ['before the delivery', '2020-05-17T07:54:59Z'],
  ])('does not believe %s', (_, pressedAt) => {
    expect(() => claimOf(pressedAt, DELIVERED, NOW)).toThrow('incoming.pressed-at-unbelievable');
  });

  it('is at most 14 days old', () => {
    const delivered = new Date('2020-01-01T00:00:00Z');
    expect(claimOf('2020-05-04T08:00:00Z', delivered, NOW)).not.toEqual({});
    expect(() => claimOf('2020-05-04T07:59:59Z', delivered, NOW)).toThrow('incoming.pressed-at-unbelievable');
  });
});

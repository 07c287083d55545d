import { describe, expect, it } from '@jest/globals';
import { isKept, KEPT_MS, partOf, sift } from './keeping.policy.ts';

const NOW = Date.parse('2020-05-18T01:00:00Z');
const answer = (at: number, accountId = 'me', data: unknown = 'x') => ({ accountId, key: ['incoming'], data, at });

describe('what is kept to be read without a line', () => {
  it('the inbox, the first page and the bell; nothing of other people', () => {
    expect([['incoming', 'list', {}], ['document-types'], ['home'], ['notices']].every(isKept)).toBe(true);
    expect([['people'], ['audit'], ['me', 'sessions'], ['outgoing', 'x'], []].some(isKept)).toBe(false);
  });

  it('of a list the first pages, of something huge nothing', () => {
    expect(partOf({ pages: [1, 2, 3], pageParams: [null, 'a', 'b'] })).toEqual({
      pages: [1, 2],
      pageParams: [null, 'a'],
    });
    expect(partOf({ subject: 'Về việc' })).toEqual({ subject: 'Về việc' });
    expect(partOf('x'.repeat(300_000))).toBeUndefined();
  });

  it('goes after seven days, and at once when it is not the account’s', () => {
    const kept = [
      ['fresh', answer(NOW - 1000)],
      ['old', answer(NOW - KEPT_MS)],
      ['theirs', answer(NOW, 'other')],
    ] as const;
    expect(sift(kept, 'me', NOW)).toEqual({ stay: [kept[0][1]], go: ['theirs', 'old'] });
    expect(sift(kept, null, NOW).stay).toEqual([]);
  });

  it('goes from the oldest on where it is too much', () => {
    const half = 'x'.repeat(900_000);
    const kept = [1, 2, 3].map((n) => [`${n}`, answer(NOW - n, 'me', half)] as const);
    expect(sift(kept, 'me', NOW)).toMatchObject({ go: ['3'] });
  });
});

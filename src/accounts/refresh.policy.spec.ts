import { describe, expect, it } from '@jest/globals';
import { judgeRefresh, sessionEnd } from './refresh.policy.ts';

const [oldest, previous, current] = [Buffer.from('1'), Buffer.from('2'), Buffer.from('3')];
const rotatedAt = new Date('2020-05-18T01:00:00Z');
const session = { refreshHash: current, previousRefreshHash: previous, rotatedAt };
const after = (ms: number) => new Date(rotatedAt.getTime() + ms);

describe('judgeRefresh', () => {
  it.each([
    ['the newest', current, 0, 'current'],
    ['the newest, days later', current, 86_400_000, 'current'],
    ['the one before, in another tab', previous, 10_000, 'previous'],
    ['the one before, from a server whose clock is behind', previous, -500, 'previous'],
    ['the one before, too late', previous, 10_001, 'reused'],
    ['an older one', oldest, 0, 'reused'],
  ] as const)('%s', (_, hash, ms, verdict) => {
    expect(judgeRefresh(session, hash, after(ms))).toBe(verdict);
  });

  it('knows no token before the first renewal', () => {
    expect(judgeRefresh({ ...session, previousRefreshHash: null }, previous, rotatedAt)).toBe('reused');
  });
});

describe('sessionEnd', () => {
  const began = new Date('2020-05-01T00:00:00Z');

  it.each([
    ['2020-05-01T00:00:00Z', '2020-05-15T00:00:00.000Z'],
    ['2020-05-10T00:00:00Z', '2020-05-24T00:00:00.000Z'],
    ['2020-05-25T00:00:00Z', '2020-05-31T00:00:00.000Z'],
  ])('renewed at %s, ends at %s', (now, end) => {
    expect(sessionEnd(began, new Date(now), 14, 30).toISOString()).toBe(end);
  });
});

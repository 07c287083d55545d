import { describe, expect, it } from '@jest/globals';
import { periodOf, refusal, stateOf, type AskedPeriod, type Giver, type Post } from './delegations.policy.ts';

const NOW = new Date('2020-05-18T08:00:00+07:00');
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const period = (asked: AskedPeriod) => {
  const { startsAt, endsAt } = periodOf(asked, NOW);
  return [startsAt.toISOString(), endsAt.toISOString()];
};

describe('the period of a delegation', () => {
  it.each<[string, AskedPeriod, readonly string[]]>([
    [
      'whole days in Việt Nam, the last one included',
      { firstDay: '2020-05-20', lastDay: '2020-05-21' },
      ['2020-05-19T17:00:00.000Z', '2020-05-21T17:00:00.000Z'],
    ],
    [
      'today: from now on',
      { firstDay: '2020-05-18', lastDay: '2020-05-18' },
      [NOW.toISOString(), '2020-05-18T17:00:00.000Z'],
    ],
    [
      'without a beginning: from now on',
      { endsAt: '2020-05-18T10:00:00+07:00' },
      [NOW.toISOString(), '2020-05-18T03:00:00.000Z'],
    ],
    [
      'never backwards',
      { startsAt: '2020-05-01T00:00:00Z', endsAt: '2020-05-18T10:00:00+07:00' },
      [NOW.toISOString(), '2020-05-18T03:00:00.000Z'],
    ],
    ['a leap year', { lastDay: '2021-05-18' }, [NOW.toISOString(), '2021-05-18T17:00:00.000Z']],
  ])('%s', (_, asked, expected) => {
    expect(period(asked)).toEqual(expected);
  });

  it.each<[string, AskedPeriod, string]>([
    ['nothing said', {}, 'period-unclear'],
    ['no end', { firstDay: '2020-05-20' }, 'period-unclear'],
    ['days and hours mixed', { firstDay: '2020-05-20', endsAt: '2020-05-21T00:00:00Z' }, 'period-unclear'],
    ['ends before it begins', { firstDay: '2020-05-20', lastDay: '2020-05-19' }, 'ends-too-early'],
    ['ends now', { endsAt: NOW.toISOString() }, 'ends-too-early'],
    ['a day that is over', { firstDay: '2020-05-17', lastDay: '2020-05-17' }, 'ends-too-early'],
    ['more than a year', { lastDay: '2021-05-19' }, 'too-long'],
    ['in two years', { firstDay: '2021-06-01', lastDay: '2021-06-02' }, 'too-long'],
  ])('refuses: %s', (_, asked, code) => {
    expect(codeOf(() => periodOf(asked, NOW))).toBe(`delegations.${code}`);
  });
});

describe('who may delegate what to whom', () => {
  const post: Post = { unitId: 'u', role: 'clerk', holderId: 'holder', isHeld: true, isMachines: false };
  const holder: Giver = { accountId: 'holder', isAdmin: false, belongs: true, standsIn: false };
  const admin: Giver = { accountId: 'admin', isAdmin: true, belongs: true, standsIn: false };
  const colleague: Giver = { accountId: 'colleague', isAdmin: false, belongs: true, standsIn: false };

  it.each<[string, Partial<Post>, Giver, string, string | undefined]>([
    ['the holder to a colleague', {}, holder, 'b', undefined],
    ['the administrator for the holder', {}, admin, 'b', undefined],
    ['a colleague for the holder', {}, colleague, 'b', 'access.role-needed'],
    ['a stand-in on to another', {}, { ...colleague, standsIn: true }, 'b', 'delegations.delegated-post'],
    ['a stranger', {}, { ...colleague, belongs: false }, 'b', 'request.not-found'],
    ['to oneself', {}, holder, 'holder', 'delegations.to-oneself'],
    ['an administrator back to the holder', {}, admin, 'holder', 'delegations.to-oneself'],
    ['an administrator to themselves', {}, admin, 'admin', 'delegations.to-oneself'],
    ['a post of administrator', { role: 'admin' }, holder, 'b', 'delegations.admin-post'],
    ['a post that has ended', { isHeld: false }, holder, 'b', 'delegations.post-not-held'],
    ['a machine’s post', { isMachines: true }, admin, 'b', 'request.not-found'],
  ])('%s', (_, more, giver, receiver, code) => {
    expect(refusal({ ...post, ...more }, giver, receiver)?.code).toBe(code);
  });
});

it('is upcoming, active or void, and ended', () => {
  const [startsAt, endsAt] = [new Date(NOW.getTime() - 1), new Date(NOW.getTime() + 1)];
  expect(stateOf({ startsAt, endsAt, endedAt: null }, true, NOW)).toBe('active');
  expect(stateOf({ startsAt, endsAt, endedAt: null }, false, NOW)).toBe('void');
  expect(stateOf({ startsAt: endsAt, endsAt, endedAt: null }, false, NOW)).toBe('upcoming');
  expect(stateOf({ startsAt, endsAt: NOW, endedAt: null }, false, NOW)).toBe('ended');
  expect(stateOf({ startsAt, endsAt, endedAt: NOW }, false, NOW)).toBe('ended');
});

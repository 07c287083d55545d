import { describe, expect, it } from '@jest/globals';
import { judgeIdle } from './idle-accounts.policy.ts';

const DAY = 86_400_000;
const START = new Date('2020-01-01T00:00:00Z');
const after = (days: number): Date => new Date(START.getTime() + days * DAY);

function verdict(day: number, warnedStep: number | null = null, warnedDay = 0, canBeWarned = true): string {
  const account = {
    idleSince: START,
    warnedStep,
    warnedAt: warnedStep === null ? null : after(warnedDay),
    canBeWarned,
  };
  const { act, ...rest } = judgeIdle(account, after(day), 180);
  return 'step' in rest ? `${act} ${rest.step} until day ${(rest.endsAt.getTime() - START.getTime()) / DAY}` : act;
}

describe('judgeIdle, with 180 days', () => {
  it.each([
    ['a used account', verdict(165.9), 'leave'],
    ['14 days before', verdict(166), 'warn 14 until day 180'],
    ['warned once', verdict(170, 14, 166), 'leave'],
    ['3 days before', verdict(177, 14, 166), 'warn 3 until day 180'],
    ['warned twice', verdict(179.9, 3, 177), 'leave'],
    ['the last day', verdict(180, 3, 177), 'disable'],
    ['the job had not run for weeks', verdict(200), 'warn 3 until day 203'],
    ['two days after that warning', verdict(202, 3, 200), 'leave'],
    ['three days after that warning', verdict(203, 3, 200), 'disable'],
    ['warned late, within the last three days', verdict(178, 14, 166), 'warn 3 until day 181'],
    ['warned late, on the last day', verdict(180, 3, 178), 'leave'],
    ['warned late, three days on', verdict(181, 3, 178), 'disable'],
    ['nobody to warn, the day before', verdict(179.9, null, 0, false), 'leave'],
    ['nobody to warn', verdict(180, null, 0, false), 'disable'],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

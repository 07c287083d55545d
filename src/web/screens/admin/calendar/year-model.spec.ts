import { describe, expect, it } from '@jest/globals';
import { dayAfterKey, daysOf, edited, kindsOf, LONGEST, stretchesOf, weeksOf } from './year-model.ts';

const DATA = {
  holidays: [
    { date: '2020-04-30', name: 'Ngày Chiến thắng' },
    { date: '2020-05-01', name: 'Quốc tế Lao động' },
  ],
  makeUpDays: ['2020-05-09'],
};

describe('a month', () => {
  it('begins on Monday and has each of its days once', () => {
    const weeks = weeksOf(2020, 5);
    expect(weeks[0]).toEqual([null, null, null, null, '2020-05-01', '2020-05-02', '2020-05-03']);
    expect(weeks.flat().filter(Boolean)).toHaveLength(31);
    expect(weeksOf(2020, 2).flat().filter(Boolean)).toHaveLength(29);
    expect(weeksOf(2021, 2)).toHaveLength(4);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });
});

it('says what a day is', () => {
  const kind = kindsOf(DATA);
  expect(kind('2020-04-30')).toEqual({ date: '2020-04-30', kind: 'holiday', name: 'Ngày Chiến thắng' });
  expect(['2020-05-09', '2020-05-10', '2020-05-11'].map((day) => kind(day).kind)).toEqual([
    'makeUp',
    'weekend',
    'work',
  ]);
});

it.each([
  ['2020-05-18', 'ArrowDown', '2020-05-25'],
  ['2020-05-20', 'Home', '2020-05-18'],
  ['2020-05-20', 'End', '2020-05-24'],
  ['2020-05-31', 'PageDown', '2020-06-30'],
  ['2020-03-31', 'PageUp', '2020-02-29'],
  ['2020-01-01', 'ArrowLeft', '2020-01-01'],
  ['2020-12-31', 'PageDown', '2020-12-31'],
  ['2020-05-20', 'a', null],
])('from %s %s leads to %s', (day, key, to) => expect(dayAfterKey(day, key)).toBe(to));

describe('an edit', () => {
  const edit = { from: '2020-05-09', to: '2020-05-11', name: 'Nghỉ' };
  it('makes days off, which are then not worked', () => {
    const { holidays, makeUpDays } = edited(DATA, { ...edit, kind: 'holiday' });
    expect(holidays.slice(2).map(({ date }) => date)).toEqual(['2020-05-09', '2020-05-10', '2020-05-11']);
    expect(makeUpDays).toEqual([]);
  });
  it('makes up only on days that are off', () => {
    expect(edited(DATA, { ...edit, kind: 'makeUp' }).makeUpDays).toEqual(['2020-05-09', '2020-05-10']);
  });
  it('puts days back as the weekday has them', () => {
    const one = { from: '2020-04-30', to: '2020-04-30', name: '', kind: 'usual' } as const;
    expect(edited(DATA, one).holidays).toEqual([DATA.holidays[1]]);
  });
  it('stops after a month', () => {
    expect(daysOf({ from: '2020-01-01', to: '2029-01-01' })).toHaveLength(LONGEST + 1);
  });
});

it('draws days of one name that follow each other together', () => {
  const tet = ['2020-01-23', '2020-01-24', '2020-01-25'].map((date) => ({ date, name: 'Tết' }));
  expect(stretchesOf([...DATA.holidays, ...tet])).toEqual([
    { from: '2020-01-23', to: '2020-01-25', name: 'Tết' },
    { from: '2020-04-30', to: '2020-04-30', name: 'Ngày Chiến thắng' },
    { from: '2020-05-01', to: '2020-05-01', name: 'Quốc tế Lao động' },
  ]);
});

import { describe, expect, it } from '@jest/globals';
import { dayBefore, planTerm, type KnownTerm, type TermSpan } from './terms.policy.ts';

const V: KnownTerm = { id: '5', ordinal: 'V', name: '2012–2017', startsOn: '2012-09-01', endsOn: '2017-08-31' };
const VI: KnownTerm = { id: '6', ordinal: 'VI', name: '2017–2022', startsOn: '2017-09-01', endsOn: null };
const VII: TermSpan = { ordinal: 'VII', name: '2022–2027', startsOn: '2022-08-20', endsOn: null };

const outcome = (known: readonly KnownTerm[], wanted: TermSpan): unknown => {
  try {
    const plan = planTerm(known, wanted);
    return plan.already ? `already ${plan.already.id}` : plan.endPrevious;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('opening a term', () => {
  it.each([
    ['the first one', [], VII, null],
    ['ends the running one the day before', [V, VI], VII, { id: '6', endsOn: '2022-08-19' }],
    ['shortens one whose end was planned', [{ ...VI, endsOn: '2022-12-31' }], VII, { id: '6', endsOn: '2022-08-19' }],
    ['leaves one that has ended', [V], { ...VII, startsOn: '2017-10-01' }, null],
    ['may start the day after the last day', [V], { ...VII, startsOn: '2017-09-01' }, null],
    ['again with the same values', [V, VI], { ...VI }, 'already 6'],
    ['again with another name', [V, VI], { ...VI, name: 'khác' }, 'units.term-ordinal-taken'],
    ['with an ordinal in use', [V, VI], { ...VII, ordinal: 'V' }, 'units.term-ordinal-taken'],
    ['on the first day of another', [V, VI], { ...VII, startsOn: '2017-09-01' }, 'units.term-overlaps'],
    ['one day after the running one started', [VI], { ...VII, startsOn: '2017-09-02' }, 'units.term-overlaps'],
    ['ending before it starts', [], { ...VII, endsOn: '2022-08-20' }, 'units.term-backwards'],
  ] as const)('%s', (_, known, wanted, expected) => {
    expect(outcome(known, wanted)).toEqual(expected);
  });
});

describe('entering an older term afterwards', () => {
  const IV: TermSpan = { ordinal: 'IV', name: '2007–2012', startsOn: '2007-09-01', endsOn: '2012-08-31' };

  it.each([
    ['that ends the day before the next', [V, VI], IV, null],
    ['that reaches into the next', [V, VI], { ...IV, endsOn: '2012-09-01' }, 'units.term-overlaps'],
    ['without an end', [V, VI], { ...IV, endsOn: null }, 'units.term-overlaps'],
    [
      'into the middle of another',
      [V, VI],
      { ...IV, startsOn: '2013-01-01', endsOn: '2014-01-01' },
      'units.term-overlaps',
    ],
  ] as const)('%s', (_, known, wanted, expected) => {
    expect(outcome(known, wanted)).toEqual(expected);
  });
});

it.each([
  ['2022-08-20', '2022-08-19'],
  ['2020-03-01', '2020-02-29'],
  ['2020-01-01', '2019-12-31'],
])('the day before %s is %s', (day, before) => {
  expect(dayBefore(day)).toBe(before);
});

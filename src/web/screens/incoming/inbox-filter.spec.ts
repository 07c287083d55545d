import { describe, expect, it } from '@jest/globals';
import {
  BOXES,
  countConditions,
  filterOf,
  NO_CONDITIONS,
  queryOf,
  searchOf,
  type InboxFilter,
} from './inbox-filter.ts';

const ID = '0b2f1f5e-6d2c-4f43-9f0a-3a1a6f2f9d10';
const everything: InboxFilter = {
  box: 'overdue',
  q: 'đại hội & 137',
  sender: ID,
  type: 'thong_bao',
  urgency: 'khan',
  from: '2020-05-01',
  to: '2020-05-31',
  unit: ID,
};
const nothing: InboxFilter = { box: 'all', q: '', ...NO_CONDITIONS };

describe('the filter of the inbox in its address', () => {
  it('comes back as it was written', () => {
    expect(filterOf(new URLSearchParams(searchOf(everything)))).toEqual(everything);
    expect(searchOf(nothing)).toBe('');
    expect(filterOf(new URLSearchParams(''))).toEqual(nothing);
  });

  it('takes nothing that is not of the form', () => {
    const strange = new URLSearchParams({
      box: 'trash',
      sender: "' or 1=1",
      urgency: 'now',
      from: '1/5/2020',
      type: '<b>',
    });
    expect(filterOf(strange)).toEqual(nothing);
    expect(filterOf(new URLSearchParams({ q: 'x'.repeat(500) })).q).toHaveLength(200);
  });

  it('asks the API for what is set, and for nothing else', () => {
    expect(queryOf(nothing)).toEqual({});
    expect(queryOf({ ...nothing, box: 'mine', q: '  137 ' })).toEqual({ box: 'mine', q: '137' });
    expect(queryOf(everything)).toEqual({
      box: 'overdue',
      q: 'đại hội & 137',
      senderUnitId: ID,
      typeCode: 'thong_bao',
      urgency: 'khan',
      from: '2020-05-01',
      to: '2020-05-31',
      unitId: ID,
    });
  });

  it('counts conditions without box and words', () => {
    expect(countConditions(nothing)).toBe(0);
    expect(countConditions({ ...nothing, box: 'done', q: 'x' })).toBe(0);
    expect(countConditions(everything)).toBe(6);
  });

  it('names each box once', () => expect(new Set(BOXES).size).toBe(BOXES.length));
});

import { describe, expect, it } from '@jest/globals';
import {
  archiveFilterOf,
  archiveQueryOf,
  archiveSearchOf,
  countArchiveConditions,
  type ArchiveFilter,
} from './archive-filter.ts';

const ID = '0b2f1f5e-6d2c-4f43-9f0a-3a1a6f2f9d10';
const nothing: ArchiveFilter = { q: '', view: 'all', from: '', to: '', unit: '' };
const everything: ArchiveFilter = {
  q: 'đại hội & 137',
  view: 'odd',
  from: '2019-01-01',
  to: '2019-12-31',
  unit: ID,
};

describe('the filter of the old mails in its address', () => {
  it('comes back as it was written', () => {
    expect(archiveFilterOf(new URLSearchParams(archiveSearchOf(everything)))).toEqual(everything);
    expect(archiveSearchOf(nothing)).toBe('');
    expect(archiveFilterOf(new URLSearchParams(''))).toEqual(nothing);
  });

  it('takes nothing that is not of the form', () => {
    const strange = new URLSearchParams({ view: 'trash', from: '1/5/2020', unit: "' or 1=1" });
    expect(archiveFilterOf(strange)).toEqual(nothing);
    expect(archiveFilterOf(new URLSearchParams({ q: 'x'.repeat(500) })).q).toHaveLength(200);
  });

  it('asks the API for what is set, and for nothing else', () => {
    expect(archiveQueryOf(nothing)).toEqual({});
    // Nothing but spaces would find nothing at all.
    expect(archiveQueryOf({ ...nothing, q: '  ' })).toEqual({});
    expect(archiveQueryOf(everything)).toEqual({
      q: 'đại hội & 137',
      broken: 'true',
      from: '2019-01-01',
      to: '2019-12-31',
      unitId: ID,
    });
  });

  it('counts conditions without words and view', () => {
    expect(countArchiveConditions({ ...nothing, q: 'x', view: 'odd' })).toBe(0);
    expect(countArchiveConditions(everything)).toBe(3);
  });
});

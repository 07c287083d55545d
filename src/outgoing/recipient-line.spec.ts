import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PURPOSES } from '../calendar/deadlines.policy.ts';
import { mergeRecipients, stronger } from './recipient-line.ts';

describe('recipients of several lines', () => {
  it('get one copy each, with the strongest purpose', () => {
    const merged = mergeRecipients([
      { purpose: 'inform', unitIds: ['a', 'b'] },
      { purpose: 'act', unitIds: ['b', 'c'] },
      { purpose: 'file', unitIds: ['c'] },
    ]);
    expect([...merged]).toEqual([
      ['a', 'inform'],
      ['b', 'act'],
      ['c', 'act'],
    ]);
  });

  it('do not depend on the order of the lines', () => {
    const line = fc.record({
      purpose: fc.constantFrom(...PURPOSES),
      unitIds: fc.array(fc.constantFrom('a', 'b', 'c', 'd')),
    });
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(new Map([...mergeRecipients(lines.toReversed())].toSorted())).toEqual(
          new Map([...mergeRecipients(lines)].toSorted()),
        );
      }),
    );
  });

  it('know which purpose is stronger', () => {
    expect(stronger('inform', 'coordinate')).toBe('coordinate');
    expect(stronger('report', 'inform')).toBe('report');
    expect(stronger('file', 'file')).toBe('file');
  });
});

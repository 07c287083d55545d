import { describe, expect, it } from '@jest/globals';
import { dueNow } from './due.ts';

const clocks = {
  openBy: '2020-05-18T03:00:00.000Z',
  acknowledgeBy: '2020-05-18T10:00:00.000Z',
  finishBy: '2020-05-25T10:00:00.000Z',
};
const base = { isOpen: true, state: 'delivered', clocks, acknowledgedAt: null } as const;

describe('the deadline that matters', () => {
  it('is the first of opening and acknowledging, then acknowledging, then finishing', () => {
    expect(dueNow(base)).toBe(clocks.openBy);
    expect(dueNow({ ...base, clocks: { ...clocks, openBy: null } })).toBe(clocks.acknowledgeBy);
    expect(dueNow({ ...base, state: 'opened' })).toBe(clocks.acknowledgeBy);
    expect(dueNow({ ...base, state: 'registered', acknowledgedAt: clocks.openBy })).toBe(clocks.finishBy);
  });

  it('is none when nothing is left to do, or the document went back', () => {
    expect(dueNow({ ...base, isOpen: false })).toBeNull();
    expect(dueNow({ ...base, state: 'refused' })).toBeNull();
  });
});

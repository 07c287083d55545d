import { describe, expect, it } from '@jest/globals';
import { afterVerdict, mayRelease, passes, SCAN_STATES, VERDICTS } from './scan.states.ts';

describe('the scan gate', () => {
  it('lets through what is clean, what was never to be scanned, and what a leader answers for', () => {
    expect(SCAN_STATES.filter(passes)).toEqual(['off', 'clean', 'released']);
  });

  it('lets a leader release what cannot be scanned, and what waits for a scanner that is gone', () => {
    expect(SCAN_STATES.filter((state) => mayRelease(state, true))).toEqual(['unscannable']);
    expect(SCAN_STATES.filter((state) => mayRelease(state, false))).toEqual(['pending', 'unscannable']);
  });

  it('takes each verdict on a file that waits', () => {
    expect(VERDICTS.map((verdict) => afterVerdict('pending', verdict))).toEqual([...VERDICTS]);
  });

  it('never takes an infection back, and never closes a clean file for a smaller limit', () => {
    expect(VERDICTS.map((verdict) => afterVerdict('infected', verdict))).toEqual(['infected', 'infected', 'infected']);
    expect(VERDICTS.map((verdict) => afterVerdict('clean', verdict))).toEqual(['clean', 'infected', 'clean']);
  });
});

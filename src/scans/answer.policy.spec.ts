import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pauseSeconds, readAnswer } from './answer.policy.ts';

const whole = { wholeFileSent: true, ended: true };
const kindOf = (text: string, heard: Partial<Parameters<typeof readAnswer>[0]> = {}) =>
  readAnswer({ ...whole, ...heard, text }).kind;

describe('an answer of the scanner', () => {
  it('is clean in its exact words after the whole file, and in no others', () => {
    expect(kindOf('stream: OK\0')).toBe('clean');
    for (const text of [
      'stream: OK',
      'OK\0',
      'stream: OK\0\0',
      ' stream: OK\0',
      'stream: ok\0',
      'stream: OK\nstream: OK\0',
    ])
      expect([text, kindOf(text)]).toEqual([text, 'nothing']);
    expect(kindOf('stream: OK\0', { wholeFileSent: false })).toBe('nothing');
    expect(kindOf('stream: OK\0', { ended: false })).toBe('nothing');
    fc.assert(fc.property(fc.string(), (text) => kindOf(text) !== 'clean'));
  });

  it('names what was found', () => {
    expect(readAnswer({ ...whole, text: 'stream: Win.Test.EICAR_HDB-1 FOUND\0' })).toEqual({
      kind: 'infected',
      signature: 'Win.Test.EICAR_HDB-1',
    });
    // A signature may be called anything, also this.
    expect(kindOf('stream: OK FOUND\0')).toBe('infected');
    expect(kindOf('stream: a FOUND\0stream: OK\0')).toBe('nothing');
  });

  it('says that a part was not looked at', () => {
    expect(readAnswer({ ...whole, text: 'stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0' })).toEqual({
      kind: 'unscannable',
      reason: 'limits',
    });
    expect(readAnswer({ ...whole, text: 'stream: Heuristics.Encrypted.Zip FOUND\0' })).toEqual({
      kind: 'unscannable',
      reason: 'encrypted',
    });
    expect(kindOf('INSTREAM size limit exceeded. ERROR\0', { wholeFileSent: false })).toBe('unscannable');
  });

  it('says nothing about the file when the scanner has a trouble of its own', () => {
    expect(readAnswer({ ...whole, text: "stream: Can't allocate memory ERROR\0" })).toEqual({
      kind: 'nothing',
      why: "it gave no verdict: stream: Can't allocate memory ERROR",
    });
    expect(kindOf('')).toBe('nothing');
  });
});

it('waits longer each time, and five minutes at most', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 100, 5000].map(pauseSeconds)).toEqual([10, 20, 40, 80, 160, 300, 300, 300, 300]);
});

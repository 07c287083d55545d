import { describe, expect, it } from '@jest/globals';
import { arrivedFilterOf, arrivedQueryOf, arrivedSearchOf, BOXES } from './arrived-filter.ts';
import { resultsOf, symbolIn, trustOf } from './arrived-words.ts';

const nothing = { spf: null, dkim: null, dmarc: null };

describe('the boxes of arrived mail', () => {
  it.each(BOXES)('%s comes back from the address as it was written', (box) => {
    const filter = { box, sender: 'a+b@so.example' };
    expect(arrivedFilterOf(new URLSearchParams(arrivedSearchOf(filter)))).toEqual(filter);
  });

  it('waits for what is no spam unless told otherwise', () => {
    expect(arrivedFilterOf(new URLSearchParams('box=trash'))).toEqual({ box: 'waiting', sender: '' });
    expect(arrivedSearchOf({ box: 'waiting', sender: '' })).toBe('');
    expect(arrivedQueryOf({ box: 'waiting', sender: '' })).toEqual({ state: 'waiting', spam: 'false' });
    expect(arrivedQueryOf({ box: 'all', sender: 'a@b' })).toEqual({ sender: 'a@b' });
  });
});

describe('who sent it', () => {
  it.each([
    [null, 'unchecked'],
    [nothing, 'unchecked'],
    [{ ...nothing, spf: 'fail' }, 'forged'],
    [{ ...nothing, spf: 'pass', dkim: 'pass', dmarc: 'fail' }, 'forged'],
    // A mail that was passed on: its server is another, its signature holds.
    [{ spf: 'fail', dkim: 'pass', dmarc: 'pass' }, 'proved'],
    [{ ...nothing, spf: 'pass', dkim: 'pass' }, 'proved'],
    [{ ...nothing, spf: 'pass' }, 'unproved'],
    [{ ...nothing, spf: 'softfail', dkim: 'none' }, 'unproved'],
  ])('%j is %s', (found, trust) => expect(trustOf(found)).toBe(trust));

  it('says what was tried', () => {
    expect(resultsOf({ spf: 'pass', dkim: null, dmarc: 'temperror' })).toEqual([
      ['SPF', 'result.pass'],
      ['DMARC', 'result.unknown'],
    ]);
    expect(resultsOf(null)).toEqual([]);
  });
});

describe('the symbol in a mail', () => {
  it.each([
    ['Quyết định số 137-QĐ/ĐTN về việc khen thưởng', '', '137-QĐ/ĐTN'],
    ['Fwd: 12/SNV', '', '12/SNV'],
    ['QĐ 45/2020/QĐ-UBND ngày 18/5/2020', '', '45/2020/QĐ-UBND'],
    ['Thư mời họp ngày 18/5/2020 lúc 8h', 'Kính gửi\nSố: 52-KH/ĐTN', '52-KH/ĐTN'],
    ['Thư mời họp 18/5', 'Hotline 1800-1234', ''],
    ['so 137-qd/dtn', '', ''],
  ])('%s | %s: %s', (subject, text, symbol) => expect(symbolIn(subject, text)).toBe(symbol));
});

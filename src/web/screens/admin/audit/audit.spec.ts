import { describe, expect, it } from '@jest/globals';
import { csvOf } from '../../../words/table.ts';
import { actInWords, detailInWords } from './audit-words.ts';

describe('the log in words', () => {
  it('names acts, and shows the code of one it does not know', () => {
    expect(actInWords('account.lock', 'vi')).toBe('Khóa tài khoản');
    expect(actInWords('account.lock', 'en')).toBe('Locked an account');
    expect(actInWords('new.thing', 'vi')).toBe('new.thing');
  });

  it('says what an entry holds', () => {
    expect(
      detailInWords({ reason: 'nghỉ hưu', moved: 3, again: true, x: null, none: [], units: ['a', 'b'] }, 'vi'),
    ).toEqual([
      ['Lý do', 'nghỉ hưu'],
      ['Văn bản chuyển đi', '3'],
      ['again', 'có'],
      ['x', 'trống'],
      ['none', 'trống'],
      ['units', 'a, b'],
    ]);
  });

  it('writes CSV that no spreadsheet takes for a formula', () => {
    expect(
      csvOf([
        ['Lúc', 'Ai'],
        ['27/04/2020 14:05', '=cmd|"x"'],
        ['a;b', null],
      ]),
    ).toBe('\uFEFF"Lúc";"Ai"\r\n"27/04/2020 14:05";"\'=cmd|""x"""\r\n"a;b";""\r\n');
  });
});

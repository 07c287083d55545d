import { describe, expect, it } from '@jest/globals';
import { newOneTimeCode, readOneTimeCode } from './one-time-code.ts';

describe('a one-time code', () => {
  it('is readable on paper and never the same', () => {
    const codes = Array.from({ length: 2000 }, newOneTimeCode);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}$/.test(code))).toEqual([]);
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  });

  it.each([
    'K7QM-3XPA-9TWD',
    'k7qm3xpa9twd',
    ' K7QM 3XPA 9TWD ',
    'k7qm–3xpa—9twd',
    'Ｋ7QM.3XPA_9TWD',
    'K7Q M3X PA9 TWD\n',
  ])('is understood when typed as %j', (typed) => {
    expect(readOneTimeCode(typed)).toBe('K7QM3XPA9TWD');
  });

  it.each([
    '',
    'K7QM-3XPA-9TW',
    'K7QM-3XPA-9TWDD',
    'K7QM-3XPA-9TW0',
    'K7QM-3XPA-9TWO',
    'K7QM-3XPA-9TWI',
    'Đ7QM-3XPA-9TWD',
  ])('is not %j', (typed) => {
    expect(readOneTimeCode(typed)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { zipNames } from './zip-names.ts';

describe('names in a zip', () => {
  it('keeps good names as they are', () => {
    expect(zipNames(['Thông báo số 5.pdf', 'Đề án (bản 2).docx'])).toEqual([
      'Thông báo số 5.pdf',
      'Đề án (bản 2).docx',
    ]);
  });

  it('numbers names that are there already, also where only the case differs', () => {
    expect(zipNames(['a.pdf', 'a.pdf', 'A.PDF', 'a (2).pdf'])).toEqual([
      'a.pdf',
      'a (2).pdf',
      'A (3).PDF',
      'a (2) (2).pdf',
    ]);
  });

  it.each([
    ['CON.pdf', '_CON.pdf'],
    ['aux', '_aux'],
    ['com1.txt', '_com1.txt'],
    ['LPT¹.txt', '_LPT¹.txt'],
    ['console.pdf', 'console.pdf'],
    ['a:b?.pdf', 'a_b_.pdf'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['a.pdf. .', 'a.pdf'],
    ['a\u202Efdp.exe', 'afdp.exe'],
    ['a\u200Bb.pdf', 'ab.pdf'],
    ['...', 'tệp'],
  ])('makes %j safe to unpack: %j', (name, safe) => {
    expect(zipNames([name])).toEqual([safe]);
  });

  it('shortens what Windows could not write, keeping the extension', () => {
    const [first = '', second = ''] = zipNames([`${'ề'.repeat(84)}.pdf`, `${'ề'.repeat(84)}.pdf`]);
    expect(Buffer.byteLength(second)).toBeLessThanOrEqual(255);
    expect(first).toMatch(/^ề{70,}\.pdf$/);
    expect(second).toMatch(/^ề{70,} \(2\)\.pdf$/);
  });

  it('never gives two files one name, a path, or a name of Windows', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('a', 'A', 'a (2)', 'nul', 'NUL.', ' con .x', '\u200Bcon', '/', '..'),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 20 }), (names) => {
        const made = zipNames(names);
        expect(new Set(made.map((one) => one.toLowerCase())).size).toBe(names.length);
        for (const one of made) {
          expect(one).toMatch(/^[^<>:"/\\|?*]+$/);
          expect(one).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)|^\.*$|[. ]$/i);
          expect(Buffer.byteLength(one)).toBeLessThanOrEqual(255);
        }
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byGivenName, collator, fold, toNfc } from './vietnamese.ts';

const LETTERS = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ';

describe('toNfc', () => {
  it('composes what macOS decomposed', () => {
    expect(toNfc('Thông báo.pdf'.normalize('NFD'))).toBe('Thông báo.pdf');
  });
});

describe('fold', () => {
  it.each([
    ['Đoàn Khối các CQ&DN Trà Vinh', 'doan khoi cac cq&dn tra vinh'],
    ['Trần Thị Đào', 'tran thi dao'],
    ['Nguyễn Thị Phụng'.normalize('NFD'), 'nguyen thi phung'],
    ['\u00D0TN \u0189TN \u00F0 \u0256', 'dtn dtn d d'],
    ['hoà hòa uỷ ủy', 'hoa hoa uy uy'],
    ['', ''],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('leaves only a–z of the whole alphabet, both cases', () => {
    expect(fold(LETTERS + LETTERS.toUpperCase())).toMatch(/^[a-z]+$/);
  });

  it('is idempotent and blind to composition', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });
});

describe('collator', () => {
  it('puts đ after d and the tones in order', () => {
    expect(['mạ', 'má', 'mã', 'mả', 'mà', 'ma'].toSorted(collator.compare)).toEqual([
      'ma',
      'mà',
      'mả',
      'mã',
      'má',
      'mạ',
    ]);
    expect(['ơn', 'đa', 'ôn', 'da', 'on', 'ăn', 'an', 'ân', 'em'].toSorted(collator.compare)).toEqual([
      'an',
      'ăn',
      'ân',
      'da',
      'đa',
      'em',
      'on',
      'ôn',
      'ơn',
    ]);
  });
});

describe('byGivenName', () => {
  it('sorts by the last word', () => {
    const names = ['Phạm Viết Thạch', 'Nguyễn Thị Phụng', 'Võ Minh Nhật', 'Trương Thanh Long'];
    expect(names.toSorted(byGivenName)).toEqual(names.toReversed());
  });

  it('then by the rest, whatever the spacing and composition', () => {
    const names = ['Trần Văn  An', ' Lê Thị An '.normalize('NFD'), 'Lê An', 'Đỗ Văn An', 'An', ''];
    expect(names.toSorted(byGivenName).map((name) => toNfc(name).trim())).toEqual([
      '',
      'An',
      'Đỗ Văn An',
      'Lê An',
      'Lê Thị An',
      'Trần Văn  An',
    ]);
    expect(byGivenName('Trần Văn  An', 'Trần Văn An')).toBe(0);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentTypeOf, documentTypesIn } from './document-types.ts';
import type { DocumentTypeCode, NumberStyle } from './document-types.ts';
import { formatSymbol, parseSymbol, symbolKey } from './number-format.ts';

describe('formatSymbol', () => {
  it.each<[NumberStyle, number, string | null, DocumentTypeCode, string, string]>([
    ['doan', 137, null, 'quyet_dinh', 'ĐTN', '137-QĐ/ĐTN'],
    ['doan', 12, null, 'quy_dinh', 'ĐTN', '12-QĐ/ĐTN'],
    ['doan', 7, null, 'thong_bao', 'ĐTN', '07-TB/ĐTN'],
    ['doan', 7, 'a', 'thong_bao', 'ĐTN', '07a-TB/ĐTN'],
    ['doan', 4179, null, 'cong_van', 'TWĐTN-VP', '4179-CV/TWĐTN-VP'],
    ['doan', 24, null, 'ban_sao', 'UBKTTU', '24-BS/UBKTTU'],
    ['state', 15, null, 'quyet_dinh', 'BNV', '15/QĐ-BNV'],
    ['state', 5, null, 'cong_van', 'BNV-VP', '05/BNV-VP'],
    ['state', 3, null, 'quy_dinh', 'UBND', '03/QyĐ-UBND'],
    ['doan', 1, null, 'chi_thi', 'ĐTN'.normalize('NFD'), '01-CT/ĐTN'],
  ])('%s %i %s %s %s: %s', (style, number, suffix, type, issuerSymbol, symbol) => {
    expect(formatSymbol({ style, number, suffix, type, issuerSymbol })).toBe(symbol);
  });

  it.each([
    ['a type the style does not know', { type: 'ket_luan' }],
    ['zero', { number: 0 }],
    ['a fraction', { number: 1.5 }],
    ['an empty suffix', { suffix: '' }],
    ['a long suffix', { suffix: 'abc' }],
    ['an issuer with a slash', { issuerSymbol: 'A/B' }],
    ['no issuer', { issuerSymbol: '' }],
  ] as const)('refuses %s', (_, wrong) => {
    const right = { style: 'state', number: 1, suffix: null, type: 'quyet_dinh', issuerSymbol: 'BNV' } as const;
    expect(() => formatSymbol({ ...right, ...wrong })).toThrow(RangeError);
  });
});

describe('parseSymbol', () => {
  it.each([
    ['137-QĐ/ĐTN', 'doan', 137, null, 'QĐ', 'ĐTN'],
    ['Số: 137 - QĐ / ĐTN', 'doan', 137, null, 'QĐ', 'ĐTN'],
    ['137–QĐ/ĐTN', 'doan', 137, null, 'QĐ', 'ĐTN'],
    ['137-Q\u00D0/\u0189TN', 'doan', 137, null, 'QĐ', 'ĐTN'],
    ['137-QĐ/ĐTN'.normalize('NFD'), 'doan', 137, null, 'QĐ', 'ĐTN'],
    ['137-qđ/đtn', 'doan', 137, null, 'QĐ', 'ĐTN'],
    ['137-qd/đtn', 'doan', 137, null, 'QĐ', 'ĐTN'],
    ['12-ctr/đtn', 'doan', 12, null, 'CTr', 'ĐTN'],
    ['12-ct/đtn', 'doan', 12, null, 'CT', 'ĐTN'],
    ['12A-TB/ĐTN', 'doan', 12, 'a', 'TB', 'ĐTN'],
    ['367 - QĐ/TWĐTN - VP', 'doan', 367, null, 'QĐ', 'TWĐTN-VP'],
    ['9-BCĐ/TU', 'doan', 9, null, 'BCĐ', 'TU'],
    ['15/QĐ-BNV', 'state', 15, null, 'QĐ', 'BNV'],
    ['137/QĐ-ĐTN', 'state', 137, null, 'QĐ', 'ĐTN'],
    ['08/TTr-SGDĐT-GDTrH', 'state', 8, null, 'TTr', 'SGDĐT-GDTrH'],
    ['05/BNV-VP', 'state', 5, null, null, 'BNV-VP'],
    ['05/bnv-vp', 'state', 5, null, null, 'BNV-VP'],
    ['05/BNV', 'state', 5, null, null, 'BNV'],
    ['05/CV-BNV', 'state', 5, null, 'CV', 'BNV'], // not the decree's way, but common
  ])('%s', (text, style, number, suffix, typeAbbreviation, issuer) => {
    expect(parseSymbol(text)).toEqual({ style, number, suffix, typeAbbreviation, issuer });
  });

  it.each([
    '',
    '137',
    'QĐ/ĐTN',
    '137/QĐ/ĐTN',
    '137-QĐ-ĐTN',
    '137TB/ĐTN',
    '30/2020/NĐ-CP',
    '00-QĐ/ĐTN',
    '137-QĐ/',
    '1234567-QĐ/ĐTN',
  ])('does not read %p', (text) => {
    expect(parseSymbol(text)).toBeNull();
  });

  const issuers = fc
    .array(fc.stringMatching(/^[XYZVƯĐ][A-ZĐƯ]{0,5}$/), { minLength: 1, maxLength: 3 })
    .map((words) => words.join('-'));
  const parts = fc.constantFrom<NumberStyle>('state', 'doan').chain((style) =>
    fc.record({
      style: fc.constant(style),
      number: fc.integer({ min: 1, max: 999_999 }),
      suffix: fc.constantFrom(null, 'a', 'b', 'bis'),
      type: fc.constantFrom(
        ...documentTypesIn(style)
          .filter((type) => style === 'state' || type.abbreviation.doan !== '')
          .map((type) => type.code),
      ),
      issuerSymbol: issuers,
    }),
  );

  it('reads back what was formatted, however it was retyped', () => {
    const retype = fc.constantFrom<(symbol: string) => string>(
      (symbol) => symbol,
      (symbol) => symbol.normalize('NFD'),
      (symbol) => symbol.replaceAll('-', ' – '),
      (symbol) => `Số: ${symbol.replaceAll('/', ' / ')} `,
      (symbol) => symbol.replaceAll('Đ', '\u00D0'),
      (symbol) => symbol.toLowerCase(),
    );
    fc.assert(
      fc.property(parts, retype, (symbol, typed) => {
        const text = typed(formatSymbol(symbol));
        expect(parseSymbol(text)).toEqual({
          style: symbol.style,
          number: symbol.number,
          suffix: symbol.suffix,
          typeAbbreviation: documentTypeOf(symbol.type).abbreviation[symbol.style] || null,
          issuer: symbol.issuerSymbol,
        });
        expect(symbolKey(text)).toBe(symbolKey(formatSymbol(symbol)));
      }),
    );
  });
});

describe('symbolKey', () => {
  it('is one for every spelling', () => {
    const spellings = [
      '137-QĐ/ĐTN',
      '137 - QD/DTN',
      '137/QĐ-ĐTN',
      '137 qđ đtn',
      'Số 137–QĐ/ĐTN',
      '0137-q\u0111/\u00F0tn',
      '137-QĐ/ĐTN'.normalize('NFD'),
    ];
    expect(new Set(spellings.map(symbolKey))).toEqual(new Set(['137.qd.dtn']));
  });

  it.each([
    ['07-TB/ĐTN', '7.tb.dtn'],
    ['7 TB', '7.tb'],
    ['05/BNV-VP', '5.bnv.vp'],
    ['QĐ/ĐTN', 'qd.dtn'],
    ['30/2020/NĐ-CP', '30.2020.nd.cp'],
    [' – ', ''],
  ])('%s: %s', (text, key) => {
    expect(symbolKey(text)).toBe(key);
  });

  it('keeps CT and CTr apart', () => {
    expect(symbolKey('1-CT/ĐTN')).not.toBe(symbolKey('1-CTr/ĐTN'));
  });
});

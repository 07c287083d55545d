import { describe, expect, it } from '@jest/globals';
import {
  DOCUMENT_TYPES,
  documentTypeOf,
  documentTypesIn,
  isDocumentTypeCode,
  typesAbbreviated,
} from './document-types.ts';
import type { NumberStyle } from './document-types.ts';

const names = (style: NumberStyle) =>
  documentTypesIn(style)
    .filter((type) => type.kind === 'document')
    .map((type) => type.name.toLowerCase());

describe('document types', () => {
  it('are the 29 of ND30, 27 of them with an abbreviation, and three copies', () => {
    expect(names('state')).toHaveLength(29);
    const abbreviated = documentTypesIn('state').filter((type) => type.abbreviation.state !== '');
    expect(abbreviated.filter((type) => type.kind === 'document')).toHaveLength(27);
    expect(abbreviated.filter((type) => type.kind === 'copy').map((type) => type.abbreviation.state)).toEqual([
      'SY',
      'TrS',
      'SL',
    ]);
  });

  it('are the 25 and 8 of QD399', () => {
    const listed =
      `cương lĩnh, điều lệ, chiến lược, nghị quyết, quyết định, chỉ thị, kết luận, quy chế, quy định, thông tri,
      hướng dẫn, thông báo, thông cáo, tuyên bố, lời kêu gọi, báo cáo, kế hoạch, quy hoạch, chương trình, đề án, phương án, dự án,
      tờ trình, công văn, biên bản, giấy giới thiệu, giấy chứng nhận, giấy đi đường, giấy nghỉ phép, giấy mời, phiếu chuyển,
      phiếu gửi, thư công`.split(/,\s+/);
    expect(names('doan').toSorted()).toEqual(listed.toSorted());
  });

  it('have unique ascii codes, names in NFC, and no abbreviation twice in the State', () => {
    const codes = DOCUMENT_TYPES.map((type) => type.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[a-z]+(_[a-z]+)*$/.test(code))).toEqual([]);
    expect(DOCUMENT_TYPES.filter((type) => type.name !== type.name.normalize('NFC'))).toEqual([]);
    const state = DOCUMENT_TYPES.map((type) => type.abbreviation.state).filter((abbreviation) => abbreviation);
    expect(new Set(state).size).toBe(state.length);
  });

  it.each([
    ['state', 'QĐ', ['quyet_dinh']],
    ['state', 'QyĐ', ['quy_dinh']],
    ['doan', 'QĐ', ['quyet_dinh', 'quy_dinh']],
    ['doan', 'CT', ['chi_thi']],
    ['doan', 'CTr', ['chuong_trinh']],
    ['doan', 'CV', ['cong_van']],
    ['state', 'CV', []],
    ['state', 'HĐ', ['hop_dong']],
    ['state', 'HD', ['huong_dan']],
  ] as const)('%s %s: %j', (style, abbreviation, codes) => {
    expect(typesAbbreviated(style, abbreviation).map((type) => type.code)).toEqual(codes);
  });

  it('tells a type without an abbreviation from one that does not exist', () => {
    expect(documentTypeOf('cong_van').abbreviation).toEqual({ state: '', doan: 'CV' });
    expect(documentTypeOf('ket_luan').abbreviation).toEqual({ state: null, doan: 'KL' });
    expect(isDocumentTypeCode('cong_van')).toBe(true);
    expect(isDocumentTypeCode('toString')).toBe(false);
  });
});

/** The two systems of symbols: ND30 for the State; the Party's, which the Đoàn follows. */
export type NumberStyle = 'state' | 'doan';

/**
 * code · Vietnamese · English · abbreviation in the State (ND30 Art 7, Annex III) · abbreviation in the Đoàn and the
 * Party (QD399, HD36, D29). `null`: the system does not know the type. `''`: it does, without an abbreviation.
 *
 * Traps. CT is not CTr. The Đoàn's QĐ is both quyết định and quy định, so an abbreviation never identifies a type: use
 * the code. HĐ/HD and ĐA/DA are the same without accents, and case matters (TTr, QyĐ, TrS).
 *
 * The Đoàn's abbreviations of nghị quyết, quyết định, chỉ thị, quy chế, quy định, thông báo, hướng dẫn, kế hoạch,
 * báo cáo, công văn, kết luận and bản sao are read from documents; the others are from memory, not verified.
 */
const DOCUMENTS = [
  ['nghi_quyet', 'Nghị quyết', 'resolution', 'NQ', 'NQ'],
  ['quyet_dinh', 'Quyết định', 'decision', 'QĐ', 'QĐ'],
  ['chi_thi', 'Chỉ thị', 'directive', 'CT', 'CT'],
  ['quy_che', 'Quy chế', 'charter', 'QC', 'QC'],
  ['quy_dinh', 'Quy định', 'rules', 'QyĐ', 'QĐ'],
  ['thong_cao', 'Thông cáo', 'communiqué', 'TC', 'TC'],
  ['thong_bao', 'Thông báo', 'notice', 'TB', 'TB'],
  ['huong_dan', 'Hướng dẫn', 'guidance', 'HD', 'HD'],
  ['chuong_trinh', 'Chương trình', 'programme', 'CTr', 'CTr'],
  ['ke_hoach', 'Kế hoạch', 'plan', 'KH', 'KH'],
  ['phuong_an', 'Phương án', 'option plan', 'PA', 'PA'],
  ['de_an', 'Đề án', 'scheme', 'ĐA', 'ĐA'],
  ['du_an', 'Dự án', 'project', 'DA', 'DA'],
  ['bao_cao', 'Báo cáo', 'report', 'BC', 'BC'],
  ['bien_ban', 'Biên bản', 'minutes', 'BB', 'BB'],
  ['to_trinh', 'Tờ trình', 'submission', 'TTr', 'TTr'],
  ['hop_dong', 'Hợp đồng', 'contract', 'HĐ', null],
  ['cong_van', 'Công văn', 'official letter', '', 'CV'],
  ['cong_dien', 'Công điện', 'telegram', 'CĐ', null],
  ['ban_ghi_nho', 'Bản ghi nhớ', 'memorandum', 'BGN', null],
  ['ban_thoa_thuan', 'Bản thỏa thuận', 'agreement', 'BTT', null],
  ['giay_uy_quyen', 'Giấy uỷ quyền', 'authorisation', 'GUQ', null],
  ['giay_moi', 'Giấy mời', 'invitation', 'GM', 'GM'],
  ['giay_gioi_thieu', 'Giấy giới thiệu', 'letter of introduction', 'GGT', 'GGT'],
  ['giay_nghi_phep', 'Giấy nghỉ phép', 'leave slip', 'GNP', 'GNP'],
  ['phieu_gui', 'Phiếu gửi', 'dispatch slip', 'PG', 'PG'],
  ['phieu_chuyen', 'Phiếu chuyển', 'transfer slip', 'PC', 'PC'],
  ['phieu_bao', 'Phiếu báo', 'advice slip', 'PB', null],
  ['thu_cong', 'Thư công', 'official public letter', '', ''],
  ['cuong_linh', 'Cương lĩnh', 'political platform', null, ''],
  ['dieu_le', 'Điều lệ', 'statutes', null, ''],
  ['chien_luoc', 'Chiến lược', 'strategy', null, 'CL'],
  ['ket_luan', 'Kết luận', 'conclusion', null, 'KL'],
  ['thong_tri', 'Thông tri', 'circular instruction', null, 'TT'],
  ['tuyen_bo', 'Tuyên bố', 'declaration', null, ''], // its initials are thông báo's
  ['loi_keu_goi', 'Lời kêu gọi', 'appeal', null, 'LKG'],
  ['quy_hoach', 'Quy hoạch', 'master plan', null, 'QH'],
  ['giay_chung_nhan', 'Giấy chứng nhận', 'certificate', null, 'GCN'],
  ['giay_di_duong', 'Giấy đi đường', 'travel slip', null, 'GĐĐ'],
] as const;

/** The State's three kinds share one yearly counter (ND30 Annex III). */
const COPIES = [
  ['sao_y', 'Bản sao y', 'true copy', 'SY', null],
  ['trich_sao', 'Bản trích sao', 'extract', 'TrS', null],
  ['sao_luc', 'Bản sao lục', 'copy of a copy', 'SL', null],
  ['ban_sao', 'Bản sao', 'copy', null, 'BS'],
] as const;

type Row = (typeof DOCUMENTS)[number] | (typeof COPIES)[number];
export type DocumentTypeCode = Row[0];

export interface DocumentType {
  /** Stored; never changes. */
  readonly code: DocumentTypeCode;
  readonly kind: 'document' | 'copy';
  readonly name: string;
  readonly english: string;
  /** By system: `null` = the type does not exist there, `''` = it exists and its symbol shows no type. */
  readonly abbreviation: Readonly<Record<NumberStyle, string | null>>;
}

function documentType(kind: DocumentType['kind'], [code, name, english, state, doan]: Row): DocumentType {
  return { code, kind, name, english, abbreviation: { state, doan } };
}

export const DOCUMENT_TYPES: readonly DocumentType[] = [
  ...DOCUMENTS.map((row) => documentType('document', row)),
  ...COPIES.map((row) => documentType('copy', row)),
];

const BY_CODE: ReadonlyMap<string, DocumentType> = new Map(DOCUMENT_TYPES.map((type) => [type.code, type]));

export function isDocumentTypeCode(code: string): code is DocumentTypeCode {
  return BY_CODE.has(code);
}

export function documentTypeOf(code: DocumentTypeCode): DocumentType {
  return BY_CODE.get(code)!;
}

/** In the order of the decree; the types one may choose when drafting in that style. */
export function documentTypesIn(style: NumberStyle): readonly DocumentType[] {
  return DOCUMENT_TYPES.filter((type) => type.abbreviation[style] !== null);
}

/** Every type the abbreviation may stand for: QĐ is two in the Đoàn's style. */
export function typesAbbreviated(style: NumberStyle, abbreviation: string): readonly DocumentType[] {
  return DOCUMENT_TYPES.filter((type) => type.abbreviation[style] === abbreviation);
}

/** "Tên loại và trích yếu" as both registers write it; a document of unknown type is its subject alone. */
export function typeAndSubject(code: string | null, subject: string): string {
  const type = code === null ? undefined : BY_CODE.get(code);
  return type ? `${type.name}: ${subject}` : subject;
}

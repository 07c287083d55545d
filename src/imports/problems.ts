import { errorCatalogue, type ErrorText } from '../platform/errors/domain-error.ts';
import { fill, type Language } from '../platform/errors/problem.ts';
import { ROW_PROBLEMS } from './row-problems.ts';
import type { Problem } from './table.ts';

type Text = Omit<ErrorText, 'kind'>;

/** What can be said about a file as a whole. */
const FILE_PROBLEMS: Readonly<Record<string, Text>> = {
  // The file as a whole.
  'not-utf8': {
    vi: 'Chữ tiếng Việt trong tệp bị sai bảng mã. Mở tệp trong Excel, chọn "Lưu thành", kiểu "CSV UTF-8" (hoặc .xlsx) rồi tải lên lại.',
    en: 'The Vietnamese letters in the file are in another encoding. Save it as "CSV UTF-8" or .xlsx and upload it again.',
  },
  'not-xlsx': {
    vi: 'Tệp không phải bảng CSV hay Excel (.xlsx). Lưu lại theo một trong hai kiểu này rồi tải lên.',
    en: 'The file is neither CSV nor an Excel workbook (.xlsx). Save it as one of these and upload it.',
  },
  'broken-xlsx': {
    vi: 'Tệp Excel bị hỏng hoặc không đúng chuẩn. Mở bằng Excel, lưu lại thành .xlsx rồi tải lên.',
    en: 'The Excel file is damaged. Open it in Excel, save it as .xlsx and upload it again.',
  },
  'packed-too-much': {
    vi: 'Tệp Excel nén quá nhiều dữ liệu nên không được mở. Chép riêng bảng cần nhập sang tệp mới rồi tải lên.',
    en: 'The Excel file unpacks to too much. Copy the table into a new file and upload that.',
  },
  xls: {
    vi: 'Đây là tệp Excel kiểu cũ (.xls). Mở bằng Excel, lưu thành .xlsx rồi tải lên.',
    en: 'This is an old Excel file (.xls). Save it as .xlsx and upload that.',
  },
  encrypted: {
    vi: 'Tệp Excel được đặt mật khẩu. Bỏ mật khẩu, lưu lại rồi tải lên.',
    en: 'The Excel file is protected by a password. Remove it, save and upload again.',
  },
  empty: {
    vi: 'Tệp rỗng. Kiểm tra tệp trên máy rồi tải lên lại.',
    en: 'The file is empty. Check it and upload again.',
  },
  'no-visible-sheet': {
    vi: 'Tệp không có trang tính nào đang hiện. Bỏ ẩn trang tính cần nhập rồi tải lên lại.',
    en: 'The workbook has no visible sheet. Unhide the one to import and upload it again.',
  },
  'no-rows': {
    vi: 'Không thấy dòng tiêu đề nào trong tệp. Dùng mẫu để tải về rồi điền vào.',
    en: 'The file has no headings. Download the template and fill it in.',
  },
  'headings-missing': {
    vi: 'Thiếu cột bắt buộc: {missing}. Thêm cột, hoặc dùng mẫu để tải về.',
    en: 'These columns are missing: {missing}. Add them, or use the template.',
  },
  'heading-twice': {
    vi: 'Có hai cột cùng nghĩa: {headings}. Giữ lại một cột.',
    en: 'Two columns mean the same: {headings}. Keep one of them.',
  },
  'passwords-refused': {
    vi: 'Tệp có cột "{heading}". Không nhập mật khẩu bằng tệp: ai cầm tệp cũng đọc được. Xóa cột đó; mật khẩu được cấp riêng cho từng người.',
    en: 'The file has a column "{heading}". Passwords are never taken from files, where everybody can read them. Remove it; they are issued one by one.',
  },
  'too-many-rows': {
    vi: 'Tệp có quá {limit} dòng. Chia thành nhiều tệp rồi tải lên từng tệp.',
    en: 'The file has more than {limit} rows. Split it and upload the parts.',
  },
  'too-many-columns': {
    vi: 'Dòng {row} có quá {limit} cột. Xóa các cột thừa rồi tải lên lại.',
    en: 'Row {row} has more than {limit} columns. Remove those that are not needed.',
  },
  'row-too-long': {
    vi: 'Dòng {row} dài quá mức, có thể do thiếu dấu nháy kép đóng. Kiểm tra dòng đó rồi tải lên lại.',
    en: 'Row {row} is far too long, perhaps for want of a closing quote. Check it and upload again.',
  },
  'broken-quotes': {
    vi: 'Dấu nháy kép ở dòng {row} không đúng quy tắc CSV. Mở tệp bằng Excel, lưu lại thành "CSV UTF-8" hoặc .xlsx.',
    en: 'The quotes in row {row} are not those of CSV. Save the file again as "CSV UTF-8" or .xlsx.',
  },
  unexpected: {
    vi: 'Hệ thống gặp lỗi ngoài dự kiến. Tải tệp lên lại; nếu vẫn lỗi, báo người vận hành mã của lần nhập này.',
    en: 'This failed unexpectedly. Upload the file again; if that fails too, report the id of this import.',
  },
  'no-longer-administrator': {
    vi: 'Người thực hiện không còn là quản trị của đơn vị này nên phần còn lại không được ghi.',
    en: 'Whoever started this is no longer an administrator of the unit, so the rest was left out.',
  },
  // What one should know about it.
  'other-sheets': {
    vi: 'Chỉ đọc trang tính "{read}". Các trang khác không được đọc: {others}.',
    en: 'Only the sheet "{read}" was read. The others were not: {others}.',
  },
  'unknown-columns': {
    vi: 'Các cột không dùng đến, bỏ qua: {headings}.',
    en: 'These columns are not known and were passed over: {headings}.',
  },
};

/** The sentence for a problem, in the language asked for. */
export function sentence({ code, params }: Problem, language: Language): string {
  const text = FILE_PROBLEMS[code] ?? ROW_PROBLEMS[code] ?? errorCatalogue().get(code);
  return text ? fill(text[language], params) : code;
}

import { errors } from '../platform/errors/domain-error.ts';

export const IMPORTS = errors('imports', {
  noFile: {
    kind: 'invalid',
    vi: 'Chưa có tệp nào được gửi. Chọn một tệp CSV hoặc Excel (.xlsx) rồi gửi lại (mục "file" của biểu mẫu).',
    en: 'No file was sent. Send one part named "file".',
  },
  emptyFile: {
    kind: 'invalid',
    vi: 'Tệp rỗng (0 byte). Kiểm tra tệp trên máy rồi gửi lại.',
    en: 'The file is empty (0 bytes). Check it and send it again.',
  },
  tooLarge: {
    kind: 'too-large',
    vi: 'Tệp lớn hơn {limitMb} MB. Chia bảng thành nhiều tệp rồi gửi từng tệp.',
    en: 'The file is larger than {limitMb} MB. Split the table into several files.',
  },
  notATable: {
    kind: 'wrong-media-type',
    vi: 'Tệp không phải bảng CSV hay Excel (.xlsx), dù tên tệp là gì. Lưu lại theo một trong hai kiểu này rồi gửi.',
    en: 'The file is neither CSV nor an Excel workbook (.xlsx), whatever its name. Save it as one of these.',
  },
  oldExcel: {
    kind: 'wrong-media-type',
    vi: 'Đây là tệp Excel kiểu cũ (.xls). Mở bằng Excel, lưu thành .xlsx rồi gửi lại.',
    en: 'This is an old Excel file (.xls). Save it as .xlsx and send that.',
  },
  encrypted: {
    kind: 'wrong-media-type',
    vi: 'Tệp Excel được đặt mật khẩu. Bỏ mật khẩu, lưu lại rồi gửi.',
    en: 'The Excel file is protected by a password. Remove it, save and send it again.',
  },
  badName: {
    kind: 'invalid',
    vi: 'Tên tệp có ký tự không dùng được hoặc quá dài. Đổi tên tệp rồi gửi lại.',
    en: 'The file name is too long or holds characters that cannot be used. Rename the file.',
  },
  uploadCut: {
    kind: 'invalid',
    vi: 'Đường truyền bị ngắt hoặc dữ liệu gửi lên chưa đủ; chưa có gì được lưu. Gửi lại.',
    en: 'The upload was cut off or is not well-formed multipart; nothing was stored. Send it again.',
  },
  busy: {
    kind: 'unavailable',
    vi: 'Đang có nhiều tệp được tải lên cùng lúc. Chờ ít giây rồi gửi lại.',
    en: 'Several files are being uploaded at the moment. Send it again in a few seconds.',
  },
  notChecked: {
    kind: 'conflict',
    vi: 'Tệp chưa được kiểm tra xong. Chờ kiểm tra xong, xem kết quả rồi mới ghi.',
    en: 'The file has not been checked yet. Wait for the result and look at it first.',
  },
  unreadable: {
    kind: 'conflict',
    vi: 'Tệp này không đọc được nên không ghi được gì. Sửa tệp theo lỗi đã nêu rồi tải lên lại.',
    en: 'This file could not be read, so there is nothing to apply. Correct it and upload it again.',
  },
  cancelled: {
    kind: 'conflict',
    vi: 'Lần nhập này đã hủy. Tải tệp lên lại nếu muốn nhập.',
    en: 'This import was cancelled. Upload the file again to import it.',
  },
  begun: {
    kind: 'conflict',
    vi: 'Việc ghi đã bắt đầu nên không hủy được nữa. Xem kết quả từng dòng sau khi xong.',
    en: 'It is being applied or has been, and cannot be cancelled any more. See what became of each row.',
  },
  anotherApplies: {
    kind: 'conflict',
    vi: 'Đơn vị đang có một lần nhập khác được ghi. Chờ lần đó xong rồi thực hiện lại.',
    en: 'Another import of this unit is being applied. Wait until it has ended.',
  },
});

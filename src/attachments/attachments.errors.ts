import { errors } from '../platform/errors/domain-error.ts';

export const ATTACHMENTS = errors('attachments', {
  noFile: {
    kind: 'invalid',
    vi: 'Chưa có tệp nào được gửi. Chọn tệp rồi gửi lại (mục "file" của biểu mẫu).',
    en: 'No file was sent. Send at least one part named "file".',
  },
  emptyFile: {
    kind: 'invalid',
    vi: 'Tệp "{name}" rỗng (0 byte). Kiểm tra tệp trên máy rồi gửi lại.',
    en: 'File "{name}" is empty (0 bytes).',
  },
  badName: {
    kind: 'invalid',
    vi: 'Tên tệp "{name}" có ký tự không dùng được (dấu gạch chéo, ký tự điều khiển hoặc đảo chiều chữ). Đổi tên tệp rồi gửi lại.',
    en: 'File name "{name}" holds a slash, a control character or a text-direction character. Rename the file.',
  },
  nameTooLong: {
    kind: 'invalid',
    vi: 'Tên tệp dài quá {limit} byte (chữ có dấu tính 2–3 byte). Rút ngắn tên rồi gửi lại.',
    en: 'The file name is longer than {limit} bytes of UTF-8. Shorten it.',
  },
  tooManyFiles: {
    kind: 'invalid',
    vi: 'Mỗi lần gửi tối đa {limit} tệp. Gửi làm nhiều lần.',
    en: 'At most {limit} files in one request.',
  },
  tooLarge: {
    kind: 'too-large',
    vi: 'Tệp gửi lên lớn hơn {limitMb} MB cho mỗi lần gửi. Gửi từng tệp, nén hoặc tách nhỏ tệp.',
    en: 'The upload is larger than {limitMb} MB. Send files one by one, or smaller ones.',
  },
  typeRefused: {
    kind: 'wrong-media-type',
    vi: 'Không nhận tệp "{name}": loại tệp không được phép, hoặc nội dung không đúng với phần mở rộng. Dùng PDF, Word, Excel, PowerPoint, văn bản, ảnh, âm thanh, video, thư điện tử hoặc ZIP/RAR/7Z.',
    en: 'File "{name}" is refused: its type is not allowed, or its content contradicts its extension.',
  },
  uploadCut: {
    kind: 'invalid',
    vi: 'Đường truyền bị ngắt hoặc dữ liệu gửi lên chưa đủ; chưa có tệp nào được lưu. Gửi lại.',
    en: 'The upload was cut off or is not well-formed multipart; nothing was stored. Send it again.',
  },
  quotaExceeded: {
    kind: 'storage-full',
    vi: 'Đơn vị đã dùng {usedMb} MB trong hạn mức {quotaMb} MB, không đủ chỗ cho {neededMb} MB nữa; chưa có gì được lưu. Nén hoặc giảm dung lượng tệp, hoặc đề nghị quản trị cấp trên nâng hạn mức.',
    en: 'The unit uses {usedMb} MB of its quota of {quotaMb} MB; {neededMb} MB more do not fit. Nothing was stored. Send smaller files, or ask the administrator above for a larger quota.',
  },
  quotaFromAbove: {
    kind: 'forbidden',
    vi: 'Hạn mức của đơn vị do quản trị đơn vị cấp trên đặt. Đề nghị quản trị cấp trên điều chỉnh.',
    en: 'The quota of a unit is set by an administrator of a unit above it.',
  },
  notKnown: {
    kind: 'not-found',
    vi: 'Đơn vị chưa có tệp nào với nội dung này. Tải tệp lên như bình thường.',
    en: 'The unit has no file with this content. Upload it.',
  },
  diskFull: {
    kind: 'storage-full',
    vi: 'Kho tệp của hệ thống đã đầy; chưa có gì được lưu. Báo quản trị, rồi gửi lại sau.',
    en: 'The file store is full; nothing was stored. Tell the administrator.',
  },
  storeUnavailable: {
    kind: 'unavailable',
    vi: 'Kho tệp tạm thời không dùng được; chưa có gì bị thay đổi. Thử lại sau ít phút, báo quản trị nếu còn lỗi.',
    en: 'The file store cannot be used at the moment; nothing was changed. Try again later.',
  },
  blobMissing: {
    kind: 'unexpected',
    vi: 'Nội dung tệp không còn nguyên trong kho. Báo quản trị mã yêu cầu này để khôi phục từ bản sao lưu.',
    en: 'The content of the file is missing from the store or damaged. Report the request id.',
  },
  infected: {
    kind: 'conflict',
    vi: 'Tệp có mã độc nên đã bị cách ly, không ai mở được: {files}. Nếu đã tải về trước đó thì xóa đi; đề nghị nơi gửi gửi tệp khác.',
    en: 'Malware was found; nobody can open the file any more: {files}. Delete copies downloaded before and ask the sender for another file.',
  },
  unscannable: {
    kind: 'conflict',
    vi: 'Không quét được mã độc trong tệp (có mật khẩu, nén quá nhiều lớp hoặc quá lớn) nên chưa mở được: {files}. Gửi tệp khác, hoặc lãnh đạo đơn vị cho phép kèm lý do.',
    en: 'The file cannot be scanned (encrypted, nested too deep or too large): {files}. Use another file, or have a leader release it.',
  },
  notScannedYet: {
    kind: 'conflict',
    vi: 'Tệp đang chờ quét mã độc nên chưa mở được: {files}. Thử lại sau ít phút.',
    en: 'The file is waiting to be scanned: {files}. Try again in a few minutes.',
  },
  rangeNotSatisfiable: {
    kind: 'range-not-satisfiable',
    vi: 'Phần được yêu cầu nằm ngoài tệp ({size} byte).',
    en: 'The range lies outside the file of {size} bytes.',
  },
});

/** Why a file cannot be opened, for the `@Fails` of every route that hands out content. */
export const CLOSED = [ATTACHMENTS.infected, ATTACHMENTS.unscannable, ATTACHMENTS.notScannedYet] as const;

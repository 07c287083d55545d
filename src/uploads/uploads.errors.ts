import { errors } from '../platform/errors/domain-error.ts';

export const UPLOADS = errors('uploads', {
  versionNeeded: {
    kind: 'stale',
    vi: 'Yêu cầu thiếu Tus-Resumable: 1.0.0, hoặc nêu phiên bản khác. Cập nhật phần mềm tải tệp.',
    en: 'Tus-Resumable must be 1.0.0, the only version of the protocol spoken here.',
  },
  badHeader: {
    kind: 'invalid',
    vi: 'Yêu cầu tải tệp có phần đầu sai: {header}. Tải lại trang rồi thử lại.',
    en: 'A header of the upload is missing or malformed: {header}.',
  },
  badMetadata: {
    kind: 'invalid',
    vi: 'Thông tin tệp (Upload-Metadata) sai dạng hoặc thiếu tên tệp (filename). Chọn lại tệp rồi tải lên.',
    en: 'Upload-Metadata is malformed or lacks filename; values are base64 of UTF-8.',
  },
  lengthNeeded: {
    kind: 'length-required',
    vi: 'Phải nêu dung lượng tệp (Upload-Length) trước khi tải lên. Chọn lại tệp rồi tải lên.',
    en: 'Upload-Length is needed when an upload is created; it cannot be told later.',
  },
  badChecksum: {
    kind: 'invalid',
    vi: 'Upload-Checksum phải là sha1 hoặc sha256, kèm giá trị base64.',
    en: 'Upload-Checksum must be sha1 or sha256 and the digest in base64.',
  },
  checksumMismatch: {
    kind: 'checksum-mismatch',
    vi: 'Phần vừa gửi bị hỏng trên đường truyền nên không được giữ. Gửi lại phần đó.',
    en: 'The piece arrived damaged and was dropped. Send it again from the same offset.',
  },
  contentMismatch: {
    kind: 'checksum-mismatch',
    vi: 'Tệp nhận được không khớp mã SHA-256 đã nêu; phần đã nhận bị bỏ. Kiểm tra tệp không bị sửa trong lúc tải, rồi tải lại từ đầu.',
    en: 'The content is not the one whose SHA-256 was named; all of it was dropped. Start again from offset 0.',
  },
  wrongOffset: {
    kind: 'conflict',
    vi: 'Vị trí tiếp tục không khớp với phần đã nhận. Hỏi lại vị trí rồi tải tiếp từ đó.',
    en: 'Upload-Offset is not where the upload stands. Ask with HEAD and go on from there.',
  },
  beyondLength: {
    kind: 'too-large',
    vi: 'Dữ liệu gửi lên nhiều hơn dung lượng đã nêu của tệp. Chọn lại tệp rồi tải lên từ đầu.',
    en: 'More bytes than the declared length of the upload.',
  },
  cut: {
    kind: 'invalid',
    vi: 'Đường truyền bị ngắt; phần đã nhận vẫn được giữ. Tải tiếp từ chỗ dừng.',
    en: 'The transfer was cut off; what had arrived is kept. Go on from there.',
  },
  busy: {
    kind: 'locked',
    vi: 'Tệp này đang được tải lên từ nơi khác. Đóng cửa sổ kia hoặc chờ ít giây rồi thử lại.',
    en: 'Another request is writing to this upload. Try again in a few seconds.',
  },
  gone: {
    kind: 'gone',
    vi: 'Lần tải này đã quá hạn {days} ngày không có dữ liệu. Tải tệp lên lại từ đầu.',
    en: 'The upload got no byte for {days} days and has expired. Start again.',
  },
  tooManyOpen: {
    kind: 'too-many',
    vi: 'Anh/chị đang có {limit} tệp tải dở. Tải nốt hoặc hủy bớt rồi mới tải tệp khác.',
    en: 'There are {limit} unfinished uploads of yours. Finish or delete some first.',
  },
  tooMuchOpen: {
    kind: 'too-many',
    vi: 'Các tệp đang tải dở của anh/chị đã vượt {limitMb} MB. Tải nốt hoặc hủy bớt rồi mới tải tệp khác.',
    en: 'Your unfinished uploads are larger than {limitMb} MB together. Finish or delete some first.',
  },
});

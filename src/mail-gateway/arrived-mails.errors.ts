import { errors } from '../platform/errors/domain-error.ts';

export const ARRIVED = errors('arrived-mails', {
  wrongState: {
    kind: 'conflict',
    vi: 'Thư đang ở trạng thái "{state}" nên không làm được việc này. Tải lại để xem việc làm được tiếp theo.',
    en: 'The mail is "{state}"; this is not possible now. Reload to see what is.',
  },
  beingRead: {
    kind: 'conflict',
    vi: 'Hệ thống đang đọc nội dung thư. Thử lại sau ít giây.',
    en: 'The mail is still being read. Try again in a few seconds.',
  },
  unknownFiles: {
    kind: 'unprocessable',
    vi: 'Có tệp không thuộc thư này hoặc không được nhận: {files}. Chọn lại tệp trong thư.',
    en: 'Files that are not of this mail, or of a kind that is not taken in: {files}.',
  },
  noHtml: {
    kind: 'not-found',
    vi: 'Thư này không có nội dung dạng trang web. Xem phần chữ của thư.',
    en: 'This mail has no HTML. Read its text.',
  },
});

import { errors } from '../platform/errors/domain-error.ts';

export const MAIL_ARCHIVE = errors('mail-archive', {
  noImap: {
    kind: 'conflict',
    vi: 'Hòm thư này chưa có máy chủ IMAP hoặc chưa có mật khẩu. Bổ sung rồi làm lại, hoặc tải tệp thư (mbox, zip, eml) lên.',
    en: 'This inbox has no IMAP server or no password. Add them and try again, or upload its mails as a file (mbox, zip, eml).',
  },
  alreadyImporting: {
    kind: 'conflict',
    vi: 'Hòm thư này đang được chuyển thư cũ. Đợi xong, hoặc hủy lần đang chạy rồi làm lại.',
    en: 'Mails of this inbox are being brought over already. Wait until that has ended, or cancel it first.',
  },
  stateRefused: {
    kind: 'conflict',
    vi: 'Không làm được việc này khi lần chuyển thư đang ở trạng thái "{state}". Tải lại trang để xem trạng thái mới nhất.',
    en: 'This cannot be done while the import is "{state}". Load the page again.',
  },
  importRunning: {
    kind: 'conflict',
    vi: 'Đang chuyển thư cũ của hòm thư này; đối chiếu sau khi chuyển xong.',
    en: 'Mails of this inbox are being brought over; compare when that has ended.',
  },
  fileKindRefused: {
    kind: 'wrong-media-type',
    vi: 'Không đọc được tệp "{name}". Dùng tệp .mbox, .eml, hoặc .zip chứa thư mục Maildir hay các tệp .eml.',
    en: 'The file "{name}" is refused. Use .mbox, .eml, or a .zip with a Maildir or .eml files.',
  },
  noProofYet: {
    kind: 'conflict',
    vi: 'Việc đối chiếu chưa xong nên chưa có biên bản. Đợi ít phút rồi mở lại.',
    en: 'The comparison has not ended, so there is no report yet. Try again in a few minutes.',
  },
  noHtml: {
    kind: 'not-found',
    vi: 'Thư này không có nội dung dạng trang web. Xem phần chữ của thư.',
    en: 'This mail has no HTML. Read its text.',
  },
});

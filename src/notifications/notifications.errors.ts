import { errors } from '../platform/errors/domain-error.ts';

export const NOTIFICATIONS = errors('notifications', {
  unknownKind: {
    kind: 'not-found',
    vi: 'Không có loại thông báo "{kind}". Mở lại trang Cách nhận thông báo và chọn trong danh sách.',
    en: 'There is no kind of notification called "{kind}".',
  },
  choiceNotAllowed: {
    kind: 'unprocessable',
    vi: 'Loại thông báo này không tắt hẳn được; chỉ chọn được: {allowed}. Chọn lại một trong các cách đó.',
    en: 'This kind of notification cannot be switched off; it can be: {allowed}.',
  },
  badLink: {
    kind: 'not-found',
    vi: 'Liên kết này không đúng hoặc không đầy đủ. Mở lại thư và bấm lại, hoặc đăng nhập để chọn cách nhận thông báo.',
    en: 'This link is not whole or not ours. Open it from the mail again, or choose after signing in.',
  },
});

import type { Mailbox } from '../platform/mail/mail-address.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

const day = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

const plain = (mail: Omit<OutgoingMail, 'html' | 'attachmentIds'>): OutgoingMail => ({
  ...mail,
  html: null,
  attachmentIds: [],
});

/** In case it was not the person who asked for it. */
export function secondFactorRemovedMail(recipient: Mailbox, purposeKey: string, publicUrl: string): OutgoingMail {
  return plain({
    purpose: 'accounts.second-factor-removed',
    purposeKey,
    recipient,
    subject: 'Xác thực hai bước của anh/chị đã được gỡ',
    text: `Quản trị vừa gỡ xác thực hai bước của tài khoản ${recipient.name} tại ${publicUrl} và kết thúc mọi phiên làm việc.\n\nNếu anh/chị không nhờ việc này, báo ngay cho quản trị đơn vị và đổi mật khẩu.\n`,
  });
}

/** Warns of an account that is about to be disabled. */
export function idleWarningMail(
  recipient: Mailbox,
  purposeKey: string,
  username: string,
  endsAt: Date,
  publicUrl: string,
): OutgoingMail {
  return plain({
    purpose: 'accounts.idle-warning',
    purposeKey,
    recipient,
    subject: `Tài khoản ${username} sắp bị ngừng vì lâu không dùng`,
    text: `Tài khoản ${username} đã lâu không đăng nhập. Nếu không dùng trước ngày ${day.format(endsAt)}, tài khoản sẽ tự động ngừng.\n\nMuốn giữ tài khoản: đăng nhập một lần tại ${publicUrl}.\nKhông cần nữa: không phải làm gì. Quản trị đơn vị mở lại được bất cứ lúc nào.\n`,
  });
}

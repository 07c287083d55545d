import { renderLetter } from '../platform/mail/letter.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

/** Its text is taken out of the database once it is on its way: there is a link in it. */
export const PASSWORD_RESET_MAIL = 'credentials.password-reset';

const vietnamTime = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

export interface ResetLetter {
  readonly recipient: Mailbox;
  readonly linkId: string;
  readonly username: string;
  readonly token: string;
  readonly expiresAt: Date;
  readonly publicUrl: string;
}

/** The token stands behind #: browsers send that to no server, so it is in no log and no referrer. */
export function passwordResetMail({
  recipient,
  linkId,
  username,
  token,
  expiresAt,
  publicUrl,
}: ResetLetter): OutgoingMail {
  return {
    purpose: PASSWORD_RESET_MAIL,
    purposeKey: linkId,
    recipient,
    subject: 'Đặt lại mật khẩu',
    ...renderLetter({
      paragraphs: [
        `Có người yêu cầu đặt lại mật khẩu của tài khoản ${username}.`,
        `Mở đường dẫn dưới đây và đặt mật khẩu mới trước ${vietnamTime.format(expiresAt)}; đường dẫn chỉ dùng được một lần.`,
      ],
      action: { label: 'Đặt mật khẩu mới', url: `${publicUrl}/password-reset#${token}` },
      notes: ['Nếu không phải anh/chị yêu cầu: không phải làm gì, mật khẩu giữ nguyên. Không chuyển thư này cho ai.'],
    }),
    attachmentIds: [],
  };
}

/** In case it was not the person who did it. */
export function passwordWasResetMail(recipient: Mailbox, linkId: string, publicUrl: string): OutgoingMail {
  return {
    purpose: 'credentials.password-was-reset',
    purposeKey: linkId,
    recipient,
    subject: 'Mật khẩu của anh/chị vừa được đặt lại',
    ...renderLetter({
      paragraphs: [
        `Mật khẩu của tài khoản ${recipient.name} tại ${publicUrl} vừa được đặt lại bằng đường dẫn gửi qua thư, và mọi phiên làm việc đã kết thúc.`,
        'Nếu không phải anh/chị làm, báo ngay cho quản trị đơn vị để khóa tài khoản.',
      ],
    }),
    attachmentIds: [],
  };
}

import { renderLetter, type Letter } from '../platform/mail/letter.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

const day = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

type Envelope = Pick<OutgoingMail, 'purpose' | 'purposeKey' | 'recipient' | 'subject'>;

const written = (envelope: Envelope, letter: Letter): OutgoingMail => ({
  ...envelope,
  ...renderLetter(letter),
  attachmentIds: [],
});

/** In case it was not the person who asked for it. */
export function secondFactorRemovedMail(recipient: Mailbox, purposeKey: string, publicUrl: string): OutgoingMail {
  return written(
    {
      purpose: 'accounts.second-factor-removed',
      purposeKey,
      recipient,
      subject: 'Xác thực hai bước của anh/chị đã được gỡ',
    },
    {
      paragraphs: [
        `Quản trị vừa gỡ xác thực hai bước của tài khoản ${recipient.name} tại ${publicUrl} và kết thúc mọi phiên làm việc.`,
        'Nếu anh/chị không nhờ việc này, báo ngay cho quản trị đơn vị và đổi mật khẩu.',
      ],
    },
  );
}

/** Warns of an account that is about to be disabled. */
export function idleWarningMail(
  recipient: Mailbox,
  purposeKey: string,
  username: string,
  endsAt: Date,
  publicUrl: string,
): OutgoingMail {
  return written(
    {
      purpose: 'accounts.idle-warning',
      purposeKey,
      recipient,
      subject: `Tài khoản ${username} sắp bị ngừng vì lâu không dùng`,
    },
    {
      paragraphs: [
        `Tài khoản ${username} đã lâu không đăng nhập. Nếu không dùng trước ngày ${day.format(endsAt)}, tài khoản sẽ tự động ngừng.`,
        'Muốn giữ tài khoản: đăng nhập một lần. Không cần nữa: không phải làm gì; quản trị đơn vị mở lại được bất cứ lúc nào.',
      ],
      action: { label: 'Đăng nhập', url: publicUrl },
    },
  );
}

import type { Contact } from '../accounts/accounts.reader.ts';
import { renderLetter } from '../platform/mail/letter.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

/** Tells an administrator that nobody is left at a unit to receive for it. */
export function vacancyMail(
  vacancy: { readonly id: string; readonly unitName: string; readonly waiting: number },
  to: Contact,
  publicUrl: string,
): OutgoingMail {
  const waiting = vacancy.waiting === 0 ? '' : ` ${vacancy.waiting} văn bản đang chờ ở đó.`;
  return {
    purpose: 'custody.vacancy',
    purposeKey: `${vacancy.id}:${to.accountId}`,
    recipient: { name: to.name, address: to.email },
    subject: `Không còn ai nhận văn bản: ${vacancy.unitName}`,
    ...renderLetter({
      paragraphs: [
        `${vacancy.unitName} không còn ai đang hoạt động để nhận văn bản.${waiting} Văn bản gửi tới vẫn nằm chờ, không mất.`,
        'Giao chức vụ cho người khác, hoặc mở khóa tài khoản.',
      ],
      action: { label: 'Mở hệ thống', url: publicUrl },
    }),
    attachmentIds: [],
  };
}

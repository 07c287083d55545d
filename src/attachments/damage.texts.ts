import type { Contact } from '../accounts/accounts.reader.ts';
import { renderLetter } from '../platform/mail/letter.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

const SHOWN = 50;

/** To an administrator: which stored files are no longer whole, and what to do. Their names stay inside the system. */
export function damageMail(contact: Contact, contents: readonly string[], at: string, publicUrl: string): OutgoingMail {
  const more = contents.length > SHOWN ? [`… và ${contents.length - SHOWN} tệp khác`] : [];
  const listed = [...contents.slice(0, SHOWN).map((sha256) => `- ${sha256}`), ...more].join('\n');
  return {
    purpose: 'attachments.damage',
    purposeKey: `${at}:${contents[0]}:${contact.accountId}`,
    recipient: { name: contact.name, address: contact.email },
    subject: `Kho tệp: ${contents.length} tệp bị mất hoặc hỏng`,
    ...renderLetter({
      paragraphs: [
        `Kính gửi ${contact.name}, lần kiểm tra kho tệp vừa rồi thấy ${contents.length} tệp bị mất hoặc hỏng:`,
        listed,
        'Khôi phục các tệp này từ bản sao lưu của kho tệp, hoặc đề nghị đơn vị tải lại đúng tệp đó: hệ thống tự nhận ra và thay thế.',
      ],
      action: { label: 'Xem tệp thuộc văn bản nào, đơn vị nào', url: `${publicUrl}/api/v1/damaged-files` },
      notes: [
        `${contents.length} stored file(s) are missing or damaged. Restore them from a backup of the file store, or upload the same files again.`,
      ],
    }),
    attachmentIds: [],
  };
}

import type { Contact } from '../accounts/accounts.reader.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

const SHOWN = 50;

/** To an administrator: which stored files are no longer whole, and what to do. Their names stay inside the system. */
export function damageMail(contact: Contact, contents: readonly string[], at: string, publicUrl: string): OutgoingMail {
  const more = contents.length > SHOWN ? [`… và ${contents.length - SHOWN} tệp khác`] : [];
  const text = [
    `Kính gửi ${contact.name},`,
    '',
    `Lần kiểm tra kho tệp vừa rồi thấy ${contents.length} tệp bị mất hoặc hỏng:`,
    '',
    ...contents.slice(0, SHOWN).map((sha256) => `- ${sha256}`),
    ...more,
    '',
    `Xem tệp thuộc văn bản nào, đơn vị nào: ${publicUrl}/api/v1/damaged-files`,
    'Khôi phục các tệp này từ bản sao lưu của kho tệp, hoặc đề nghị đơn vị tải lại đúng tệp đó: hệ thống tự nhận ra và thay thế.',
    '',
    `${contents.length} stored file(s) are missing or damaged. Restore them from a backup of the file store, or upload the same files again.`,
  ].join('\n');
  return {
    purpose: 'attachments.damage',
    purposeKey: `${at}:${contents[0]}:${contact.accountId}`,
    recipient: { name: contact.name, address: contact.email },
    subject: `Kho tệp: ${contents.length} tệp bị mất hoặc hỏng`,
    text,
    html: null,
    attachmentIds: [],
  };
}

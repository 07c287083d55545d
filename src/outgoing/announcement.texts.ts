import type { Contact } from '../accounts/accounts.reader.ts';
import type { Urgency } from '../calendar/deadlines.policy.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

/** A delivery with what its mail may say. */
export interface Announced {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly channel: 'system' | 'email' | 'paper';
  readonly state: string;
  readonly email: string | null;
  readonly senderEmail: string | null;
  readonly symbol: string;
  readonly authorName: string;
  readonly urgency: Urgency;
  readonly subject: string;
  readonly documentDate: string | null;
  readonly summary: string;
  readonly acknowledgeBy: Date | null;
  readonly attachmentIds: string[];
  readonly bytes: number;
}

const URGENCY_WORDS: Readonly<Record<Urgency, string>> = {
  normal: '',
  khan: '[KHẨN] ',
  thuong_khan: '[THƯỢNG KHẨN] ',
  hoa_toc: '[HỎA TỐC] ',
  hoa_toc_hen_gio: '[HỎA TỐC HẸN GIỜ] ',
};

const vietnamTime = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Tells a person of the unit that something waits. It says number and sender, never what is in it: mail is not confidential. */
export function noticeMail(row: Announced, contact: Contact, publicUrl: string): OutgoingMail {
  const due = row.acknowledgeBy ? `\nCần xác nhận đã nhận trước ${vietnamTime.format(row.acknowledgeBy)}.` : '';
  return {
    purpose: 'outgoing.notice',
    purposeKey: `${row.id} ${contact.accountId}`,
    recipient: { name: contact.name, address: contact.email },
    subject: `${URGENCY_WORDS[row.urgency]}Văn bản đến ${row.symbol}`,
    text: `${row.authorName} gửi ${row.unitName} văn bản số ${row.symbol}.${due}\n\nMở tại: ${publicUrl}/incoming/${row.id}\n\nThư này chỉ báo tin; xem thư không được tính là đã nhận văn bản.\n`,
    html: null,
    attachmentIds: [],
  };
}

/** The document itself, for a recipient outside the system. */
export function externalMail(row: Announced, purpose: string): OutgoingMail {
  const reply = row.senderEmail ? `\nKhi nhận được, đề nghị trả lời xác nhận về ${row.senderEmail}.` : '';
  return {
    purpose,
    purposeKey: row.id,
    recipient: { name: row.unitName, address: row.email ?? '' },
    subject: `${URGENCY_WORDS[row.urgency]}${row.symbol}: ${row.subject}`,
    text: `Kính gửi: ${row.unitName}\n\n${row.authorName} gửi văn bản số ${row.symbol}${row.documentDate ? ` ngày ${row.documentDate.split('-').toReversed().join('/')}` : ''}.\nTrích yếu: ${row.subject}\n${row.summary ? `\n${row.summary}\n` : ''}${reply}\n`,
    html: null,
    attachmentIds: row.attachmentIds,
  };
}

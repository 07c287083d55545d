import type { Addressee } from '../accounts/accounts.reader.ts';
import type { Urgency } from '../calendar/deadlines.policy.ts';
import { URGENCY_WORDS } from '../calendar/urgency.words.ts';
import type { Notice } from '../notifications/notifications.service.ts';
import { renderLetter, subjectLine } from '../platform/mail/letter.ts';
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

const vietnamTime = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Tells a person of the unit that something waits. It says number and sender, never what is in it: mail is not confidential. */
export function arrivalNotice(row: Announced, person: Addressee, publicUrl: string): Notice {
  const path = `/incoming/${row.id}`;
  const due: [string, string][] = row.acknowledgeBy
    ? [['Cần xác nhận đã nhận trước', vietnamTime.format(row.acknowledgeBy)]]
    : [];
  return {
    kind: 'document.arrived',
    key: row.id,
    accountId: person.accountId,
    unitId: row.unitId,
    recipient: person.mailbox,
    subject: subjectLine(URGENCY_WORDS[row.urgency], `Văn bản đến ${row.symbol}`),
    letter: {
      paragraphs: [`${row.authorName} gửi ${row.unitName} một văn bản.`],
      facts: [['Số, ký hiệu', row.symbol], ...due],
      action: { label: 'Mở văn bản', url: `${publicUrl}${path}` },
      notes: ['Thư này chỉ báo tin; xem thư không được tính là đã nhận văn bản.'],
    },
    line: `${row.symbol} của ${row.authorName}`,
    path,
    params: { symbol: row.symbol, sender: row.authorName, unit: row.unitName },
    urgency: row.urgency,
  };
}

/** The document itself, for a recipient outside the system. */
export function externalMail(row: Announced, purpose: string): OutgoingMail {
  const written: [string, string][] = row.documentDate
    ? [['Ngày', row.documentDate.split('-').toReversed().join('/')]]
    : [];
  const reply = row.senderEmail ? [`Khi nhận được, đề nghị trả lời xác nhận về ${row.senderEmail}.`] : [];
  return {
    purpose,
    purposeKey: row.id,
    recipient: { name: row.unitName, address: row.email ?? '' },
    subject: subjectLine(URGENCY_WORDS[row.urgency], `${row.symbol}: ${row.subject}`),
    ...renderLetter({
      paragraphs: [
        `Kính gửi: ${row.unitName}`,
        `${row.authorName} gửi văn bản kèm theo thư này.`,
        ...(row.summary ? [row.summary] : []),
        ...reply,
      ],
      facts: [['Số, ký hiệu', row.symbol], ...written, ['Trích yếu', row.subject]],
    }),
    attachmentIds: row.attachmentIds,
  };
}

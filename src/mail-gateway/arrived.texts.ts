import type { Addressee } from '../accounts/accounts.reader.ts';
import type { Notice } from '../notifications/notifications.service.ts';
import { renderLetter, subjectLine } from '../platform/mail/letter.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

/** A mail that waits at a unit, as far as a notice may say it: neither subject nor text. */
export interface Waiting {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly sender: string;
}

export function arrivedNotice(mail: Waiting, person: Addressee, publicUrl: string): Notice {
  const path = `/arrived-mails/${mail.id}`;
  const sender = mail.sender === '' ? 'Người gửi không rõ' : mail.sender;
  return {
    kind: 'mail.arrived',
    key: mail.id,
    accountId: person.accountId,
    unitId: mail.unitId,
    recipient: person.mailbox,
    subject: subjectLine('', `Thư gửi đến địa chỉ cũ của ${mail.unitName}`),
    letter: {
      paragraphs: [
        `${sender} vẫn gửi thư đến địa chỉ thư điện tử cũ của ${mail.unitName}.`,
        'Thư đã được nhận vào hệ thống và chờ văn thư vào sổ hoặc ghi lý do không vào sổ.',
      ],
      action: { label: 'Mở thư', url: `${publicUrl}${path}` },
    },
    line: `Thư của ${sender} đến địa chỉ cũ của ${mail.unitName}`,
    path,
    params: { sender, unit: mail.unitName },
    urgency: 'normal',
  };
}

/** What the sender of a mail to an old address is told. It repeats nothing of the mail but its subject. */
export function automaticReply(mail: {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string | null;
  readonly thread: string;
  readonly addresses: readonly string[];
  readonly publicUrl: string;
}): OutgoingMail {
  const addresses = mail.addresses.join(', ');
  return {
    purpose: 'mail-gateway.reply',
    purposeKey: mail.id,
    recipient: { name: '', address: mail.to },
    subject: subjectLine('', `Trả lời tự động: ${Array.from(mail.subject).slice(0, 200).join('')}`),
    ...renderLetter({
      paragraphs: [
        'Kính gửi Quý cơ quan, đơn vị, cá nhân,',
        `Địa chỉ thư điện tử ${addresses} không còn dùng để gửi, nhận văn bản. Thư của Quý vị đã được nhận và chuyển đến văn thư của đơn vị.`,
        'Từ nay đề nghị gửi văn bản qua hệ thống gửi, nhận văn bản để có số đến và biết văn bản đã được nhận.',
      ],
      action: { label: 'Hệ thống gửi, nhận văn bản', url: mail.publicUrl },
      notes: ['Đây là thư trả lời tự động, mỗi tuần gửi một lần; xin không trả lời thư này.'],
    }),
    attachmentIds: [],
    answers: { messageId: mail.messageId ?? '', thread: mail.thread },
  };
}

import type { Contact } from '../accounts/accounts.reader.ts';
import { renderLetter } from '../platform/mail/letter.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';

interface Named {
  readonly id: string;
  readonly symbol: string | null;
}

/** A dispatch that waited was cancelled. Says number and file names, never what the document is about: mail is not confidential. */
export function cancelledMail(
  document: Named,
  dispatchId: string,
  why: string,
  contact: Contact,
  publicUrl: string,
): OutgoingMail {
  return {
    purpose: 'outgoing.dispatch-cancelled',
    purposeKey: `${dispatchId} ${contact.accountId}`,
    recipient: { name: contact.name, address: contact.email },
    subject: `Lượt gửi văn bản ${document.symbol ?? ''} đã bị hủy`,
    ...renderLetter({
      paragraphs: [`Lượt gửi văn bản số ${document.symbol ?? ''} chưa đến đơn vị nào và đã bị hệ thống hủy.`, why],
      action: { label: 'Mở văn bản', url: `${publicUrl}/outgoing/${document.id}` },
    }),
    attachmentIds: [],
  };
}

/** A file of a document that is out already was quarantined: to its sender. */
export function quarantinedMail(
  document: Named,
  file: { readonly id: string; readonly name: string; readonly signature: string },
  contact: Contact,
  publicUrl: string,
): OutgoingMail {
  return {
    purpose: 'outgoing.file-quarantined',
    purposeKey: `${document.id} ${file.id} ${contact.accountId}`,
    recipient: { name: contact.name, address: contact.email },
    subject: `Tệp của văn bản ${document.symbol ?? ''} có mã độc, đã bị cách ly`,
    ...renderLetter({
      paragraphs: [
        `Tệp "${file.name}" của văn bản số ${document.symbol ?? ''} đã gửi có mã độc (${file.signature}). Hệ thống đã cách ly: không ai mở được nữa.`,
        'Việc cần làm: soạn văn bản thay thế với tệp sạch; kiểm tra máy đã tạo tệp.',
      ],
      action: { label: 'Mở văn bản', url: `${publicUrl}/outgoing/${document.id}` },
    }),
    attachmentIds: [],
  };
}

/** To a unit whose people have downloaded it before it was found. */
export function downloadedMail(
  delivery: { readonly id: string; readonly symbol: string; readonly authorName: string },
  file: { readonly id: string; readonly name: string; readonly signature: string },
  contact: Contact,
  publicUrl: string,
): OutgoingMail {
  return {
    purpose: 'outgoing.downloaded-quarantined',
    purposeKey: `${delivery.id} ${file.id} ${contact.accountId}`,
    recipient: { name: contact.name, address: contact.email },
    subject: `Cảnh báo mã độc: tệp của văn bản ${delivery.symbol}`,
    ...renderLetter({
      paragraphs: [
        `Tệp "${file.name}" của văn bản số ${delivery.symbol} (${delivery.authorName}) có mã độc (${file.signature}). Đơn vị đã tải tệp này về trước khi phát hiện.`,
        'Việc cần làm: xóa tệp trên các máy đã tải, không mở; quét mã độc các máy đó. Nơi gửi đã được báo để gửi bản thay thế.',
      ],
      action: { label: 'Mở văn bản', url: `${publicUrl}/incoming/${delivery.id}` },
    }),
    attachmentIds: [],
  };
}

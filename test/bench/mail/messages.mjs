// A document with its file as mail programs send it, and the receipt (RFC 8098) with which they answer.
import { readFileSync } from 'node:fs';

/** Lines of 76 characters, as RFC 2045 has it. */
async function base64Lines(path) {
  const text = readFileSync(path).toString('base64');
  return text.replaceAll(/.{76}/g, '$&\r\n');
}

/** A mail with the file at `path` that asks for a receipt. */
export async function documentMail({ id, from, subject, path }) {
  return Buffer.from(
    [
      `From: <${from}>`,
      'To: undisclosed-recipients:;',
      `Message-ID: <${id}>`,
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      `Disposition-Notification-To: <${from}>`,
      `Date: ${new Date().toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="ranh-gioi"',
      '',
      '--ranh-gioi',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Kính gửi các đơn vị văn bản đính kèm.',
      '--ranh-gioi',
      'Content-Type: application/pdf; name="van-ban.pdf"',
      'Content-Disposition: attachment; filename="van-ban.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      await base64Lines(path),
      '--ranh-gioi--',
      '',
    ].join('\r\n'),
  );
}

/** The receipt for one mail. It refers to that mail in a header as well, which many programs do and the RFC does not demand. */
export const receiptMail = ({ of, from, to, number }) =>
  [
    `From: <${from}>`,
    `To: <${to}>`,
    `Message-ID: <mdn-${number}-${of}>`,
    `In-Reply-To: <${of}>`,
    `References: <${of}>`,
    'Subject: Return Receipt (displayed) - Gui van ban',
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="bien-nhan"',
    '',
    '--bien-nhan',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `Đây là biên nhận cho thư đã gửi tới ${from}. Biên nhận này chỉ cho biết thư đã được mở trên máy của người nhận.`,
    '--bien-nhan',
    'Content-Type: message/disposition-notification',
    '',
    'Reporting-UA: client.test.local; Mail 1.0',
    `Final-Recipient: rfc822;${from}`,
    `Original-Message-ID: <${of}>`,
    'Disposition: manual-action/MDN-sent-manually; displayed',
    '',
    '--bien-nhan--',
    '',
  ].join('\r\n');

/** The file in a mail of `documentMail`. */
export function attachedTo(mail) {
  const start = mail.indexOf('\r\n\r\n', mail.indexOf('Content-Transfer-Encoding: base64')) + 4;
  // The decoder passes over line ends by itself.
  return Buffer.from(mail.latin1Slice(start, mail.indexOf('\r\n--', start)), 'base64');
}

/** Who says with this receipt to have read the mail `of`; null when it says something else. */
export function readerOf(receipt, of) {
  const field = (name) => new RegExp(`^${name}: *(.*)$`, 'im').exec(receipt)?.[1].trim();
  if (field('Original-Message-ID') !== `<${of}>` || !/displayed/i.test(field('Disposition') ?? '')) return null;
  return field('Final-Recipient')?.split(';')[1].trim() ?? null;
}

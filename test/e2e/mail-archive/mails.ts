import { createHash } from 'node:crypto';
import type { LyingFolders, LyingMail } from '../../support/imap-server.ts';

/** "Đã gửi" as IMAP writes it. */
export const SENT = '&ARAA4w- g&Hu0-i';
export const SENT_NAME = 'Đã gửi';

export interface MailParts {
  readonly id?: string | null;
  readonly subject?: string;
  readonly from?: string;
  readonly text?: string;
  readonly html?: string;
  readonly files?: readonly {
    readonly name: string;
    readonly type: string;
    readonly bytes: Buffer;
    readonly cid?: string;
  }[];
  readonly day?: number;
  readonly received?: string;
}

/** A mail as a mail program writes it, as latin1. */
export function aMail(parts: MailParts): string {
  const { id = `<${createHash('sha1').update(JSON.stringify(parts)).digest('hex')}@cu.example>`, files = [] } = parts;
  const word = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
  const base64 = (bytes: Buffer): string => (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
  const head = [
    ...(parts.received ? [`Received: from ${parts.received} by mx.cu.example; Mon, 18 May 2020 08:00:00 +0700`] : []),
    ...(id === null ? [] : [`Message-ID: ${id}`]),
    `From: ${word('Văn thư')} <${parts.from ?? 'vanthu@gui.example'}>`,
    `To: hopthu@cu.example`,
    `Subject: ${word(parts.subject ?? 'Công văn')}`,
    `Date: Mon, ${String(1 + ((parts.day ?? 0) % 28)).padStart(2, '0')} May 2020 08:00:00 +0700`,
    'MIME-Version: 1.0',
  ];
  const body = (type: string, text: string): string =>
    `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(Buffer.from(text))}\r\n`;
  const bodies = [body('text/plain', parts.text ?? 'Kính gửi'), ...(parts.html ? [body('text/html', parts.html)] : [])];
  if (files.length === 0 && bodies.length === 1) return `${head.join('\r\n')}\r\n${bodies[0]}`;
  const texts =
    bodies.length === 1
      ? (bodies[0] ?? '')
      : `Content-Type: multipart/alternative; boundary=alt\r\n\r\n${bodies.map((one) => `--alt\r\n${one}`).join('')}--alt--\r\n`;
  const named = files.map(
    ({ name, type, bytes, cid }) =>
      `Content-Type: ${type}; name="${word(name)}"\r\nContent-Disposition: ${cid ? 'inline' : 'attachment'}; filename="${word(name)}"\r\n${cid ? `Content-ID: <${cid}>\r\n` : ''}Content-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}\r\n`,
  );
  const kind = files.some(({ cid }) => cid) ? 'related' : 'mixed';
  return `${head.join('\r\n')}\r\nContent-Type: multipart/${kind}; boundary=mix\r\n\r\n${[texts, ...named].map((one) => `--mix\r\n${one}`).join('')}--mix--\r\n`;
}

const PDF = (n: number): Buffer => Buffer.from(`%PDF-1.4\n% tệp ${n}\n${'x'.repeat(800)}\n%%EOF\n`);

/** Mails no program should have written, one of each kind. */
export function brokenMails(seed: string): string[] {
  return [
    `Message-ID: <nul-${seed}>\r\nFrom: a@b\r\nSubject: N\0UL\r\n\r\nx\0y\r\n`,
    `Message-ID: <lf-${seed}>\r\nFrom: a@b\r\nSubject: bare LF\r\n\r\n.\nMAIL FROM:<x@y>\nDATA\r\n.\r\n`,
    `khong co phan dau ${seed}`,
    `\r\nchi co than ${seed}\r\n`,
    `Message-ID: <dai-${seed}>\r\nSubject: dong dai\r\n\r\n${'x'.repeat(150_000)}\r\n`,
    `Message-ID: <cr-${seed}>\r\nSubject: CR\r\n\r\nmot\rhai\r\n`,
  ];
}

/** Odd, but nothing is wrong with the bytes. */
export function oddMails(seed: string): string[] {
  return [
    `Message-ID: <vien-${seed}>\r\nSubject: khong co ranh gioi\r\nContent-Type: multipart/mixed; boundary=khong-co\r\n\r\nmot minh\r\n`,
    `Message-ID: <bang-${seed}>\r\nSubject: =?khong-co?B?x?=\r\nContent-Type: text/plain; charset=khong-co\r\n\r\nx\r\n`,
    `Message-ID: <b64-${seed}>\r\nSubject: base64\r\nContent-Transfer-Encoding: base64\r\n\r\n***\r\n`,
    `Message-ID: <ngay-${seed}>\r\nDate: hom qua\r\nSubject: ngay\r\n\r\nx\r\n`,
    `Subject: khong co Message-ID ${seed}\r\nFrom: a@b\r\n\r\nx\r\n`,
  ];
}

export interface Planted {
  readonly folders: LyingFolders;
  readonly mails: number;
  /** Distinct mails of the inbox. */
  readonly distinct: number;
  readonly broken: number;
}

/**
 * What lies in one of many inboxes: mails of its own, some in two folders, some that came a second time along another way, and those that
 * went to all inboxes.
 */
export function plantInbox(n: number, count: number): Planted {
  const broken = brokenMails(`${n}`);
  const odd = oddMails(`${n}`);
  const twice = 8;
  const shared = 6;
  const plain = count - broken.length - odd.length - twice * 2 - shared;
  const own = (i: number, more: MailParts = {}): string => {
    const files =
      i % 10 === 0 ? [{ name: `Công văn số ${i % 40}.pdf`, type: 'application/pdf', bytes: PDF(i % 40) }] : [];
    return aMail({
      id: `<${n}-${i}@cu.example>`,
      subject: `Thông báo số ${i} gửi hộp ${n}`,
      day: i,
      text: `Nội dung ${i}`,
      files,
      ...more,
    });
  };
  const once = Array.from({ length: plain }, (_, i) => own(i));
  const repeated = Array.from({ length: twice }, (_, i) => 1000 + i);
  const everywhere = Array.from({ length: shared }, (_, i) =>
    aMail({ id: `<chung-${i}@cu.example>`, subject: `Gửi tất cả ${i}`, day: i }),
  );
  const inbox = [...once, ...broken, ...everywhere, ...repeated.map((i) => own(i))];
  const sent = [...odd, ...repeated.map((i) => (i % 2 ? own(i) : own(i, { received: 'khac.example' })))];
  const lying = (raw: string, i: number): LyingMail => ({ raw, flags: i % 3 ? ['\\Seen'] : [] });
  return {
    folders: { INBOX: inbox.map(lying), [SENT]: sent.map(lying) },
    mails: inbox.length + sent.length,
    distinct: inbox.length + sent.length - twice,
    broken: broken.length,
  };
}

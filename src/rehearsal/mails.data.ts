/** Mails that lie in the old inboxes before the rehearsal begins, as latin1 bytes. */

const word = (text: string): string => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

export interface RehearsedMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text?: string;
  readonly from?: string;
  readonly head?: readonly string[];
}

export function mailText({
  id,
  to,
  subject,
  text = 'Kính gửi đơn vị.',
  from = 'van.thu@so.example',
  head = [],
}: RehearsedMail): string {
  return [
    ...head,
    `From: ${word('Văn thư')} <${from}>`,
    `To: ${to}`,
    `Subject: ${word(subject)}`,
    `Message-ID: <${id}>`,
    'Date: Mon, 4 May 2020 08:00:00 +0700',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g)
      ?.join('\r\n') ?? '',
    '',
  ].join('\r\n');
}

/** What one inbox holds, folder by folder. */
export interface OldMails {
  readonly inbox: readonly string[];
  readonly sent: readonly string[];
  readonly copiesOfOthers: number;
  readonly broken: number;
}

const PLAIN = 30;
const TWICE = 3;

/** Plain mails with a word of some length, some that lie in two folders, one that went to all inboxes, and two nobody should have written. */
export function oldMails(address: string): OldMails {
  const [name = ''] = address.split('@');
  const plain = Array.from({ length: PLAIN }, (_, i) =>
    mailText({
      id: `${name}-${i}@so.example`,
      to: address,
      subject: `Công văn số ${i + 1} gửi ${name}`,
      text: `Nội dung công văn số ${i + 1}. `.repeat(60),
    }),
  );
  const forAll = mailText({ id: 'chung@so.example', to: 'tat-ca@hopthu-cu.example', subject: 'Gửi tất cả các đơn vị' });
  const broken = [
    `Message-ID: <nul-${name}>\r\nFrom: a@b\r\nSubject: N\0UL\r\n\r\nx\0y\r\n`,
    `khong co phan dau ${name}`,
  ];
  return {
    inbox: [...plain, forAll, ...broken],
    sent: plain.slice(0, TWICE),
    copiesOfOthers: TWICE,
    broken: broken.length,
  };
}

/** The same as a file that a mail program wrote. */
export const asMbox = (mails: readonly string[]): Buffer =>
  Buffer.from(
    mails
      .map(
        (mail) =>
          `From cu@hopthu-cu.example Mon May  4 08:00:00 2020\n${mail.replaceAll('\r\n', '\n').replace(/^(>*From )/gm, '>$1')}\n`,
      )
      .join('\n'),
    'latin1',
  );

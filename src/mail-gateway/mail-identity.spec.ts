import { describe, expect, it } from '@jest/globals';
import { PassingMail } from './mail-identity.ts';

function hashOf(text: string, size = text.length): string {
  const mail = new PassingMail();
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) mail.take(bytes.subarray(i, i + size));
  return mail.end().contentHash.toString('hex');
}

const MAIL = 'Message-ID: <1@x>\r\nSubject: a\r\n\r\nbody\r\n';

describe('whether two mails are one', () => {
  it.each([
    ['sent again by another server', `Received: from a\r\n by b; Mon\r\n${MAIL}`, true],
    [
      'looked at on the way',
      `Authentication-Results: x; spf=pass\r\nX-Spam-Flag: NO\r\nReturn-Path: <a@x>\r\n${MAIL}`,
      true,
    ],
    ['another subject', MAIL.replace(': a', ': b'), false],
    ['another id', MAIL.replace('1@x', '2@x'), false],
    ['another body', `${MAIL}x`, false],
    ['a field that only looks like trace', `X-Received-By: x\r\n${MAIL}`, false],
    ['a field turned into text', MAIL.replace('\r\n\r\nbody', '\r\nbody:\r\n\r\n'), false],
  ])('%s', (_, other, isSame) => {
    expect(hashOf(other) === hashOf(MAIL)).toBe(isSame);
  });

  it('counts every byte of a mail without an id', () => {
    const nameless = 'Subject: a\r\n\r\nbody\r\n';
    expect(hashOf(`Received: a\r\n${nameless}`)).not.toBe(hashOf(nameless));
  });

  it('does not depend on how it arrives', () => {
    for (const size of [1, 2, 3, 7, 20]) expect(hashOf(MAIL, size)).toBe(hashOf(MAIL));
    for (const text of ['', '\r\n', 'a', 'a: b', '\r\nbody', 'x'.repeat(600_000)])
      expect(hashOf(text, 1000)).toBe(hashOf(text));
  });

  it('keeps the head alone', () => {
    const mail = new PassingMail();
    mail.take(Buffer.from(MAIL));
    expect(mail.end().head.toString()).toBe('Message-ID: <1@x>\r\nSubject: a\r\n\r\n');
  });
});

import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { headerLines, headLength } from './mail-head.ts';
import { readEssentials, takeApart } from './received-mail.ts';

const head = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);

describe('the head of a mail', () => {
  it.each([
    ['a: b\r\n\r\nbody', 8],
    ['a: b\n\nbody', 6],
    ['a: b\n\r\nbody', 7],
    ['\r\nbody', 2],
    ['\nbody', 1],
    ['a: b\r\nc: d', -1],
    ['', -1],
  ])('%j ends at %s', (text, length) => {
    expect(headLength(Buffer.from(text))).toBe(length);
  });

  it('is read field by field, whatever stands between', () => {
    const lines = headerLines(Buffer.from('From x\r\nA: 1\r\n  2\r\n: no\r\nnone\r\nB:\r\nb : 3\r\n'));
    expect(lines).toEqual([
      { name: 'a', value: '1 2' },
      { name: 'b', value: '' },
      { name: 'b', value: '3' },
    ]);
  });

  it('gives the essentials', async () => {
    const read = await readEssentials(
      head(
        'Subject: =?UTF-8?B?VGjDtG5nIGLDoW8=?= =?UTF-8?Q?_s=E1=BB=91_1?=',
        'From: =?UTF-8?Q?V=C4=83n_th=C6=B0?= <Van.Thu@X.vn>',
        'Message-ID: <1@x.vn>',
        'Date: Mon, 1 Jun 2020 08:00:00 +0700 (ICT)',
      ),
    );
    expect(read).toEqual({
      subject: 'Thông báo số 1',
      from: { name: 'Văn thư', address: 'Van.Thu@x.vn' },
      messageId: '<1@x.vn>',
      sentAt: new Date('2020-06-01T01:00:00Z'),
    });
  });

  it('gives nothing where there is nothing', async () => {
    const nothing = { subject: '', from: null, messageId: null, sentAt: null };
    expect(await readEssentials(Buffer.alloc(0))).toEqual(nothing);
    expect(await readEssentials(head('From: ', 'Date: hôm qua', 'Message-ID: 1 2'))).toEqual(nothing);
    expect(await readEssentials(Buffer.from([0xff, 0x00, 0x0a, 0x3a]))).toEqual(nothing);
  });

  it('lets no line break into the subject', async () => {
    const { subject } = await readEssentials(head('Subject: =?UTF-8?Q?a=0D=0ABcc:_x@x.vn=00?='));
    expect(subject).toBe('a Bcc: x@x.vn');
  });
});

describe('a mail taken apart', () => {
  const MAIL = [
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: multipart/alternative; boundary=c',
    '',
    '--c',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Kính gửi',
    '--c',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Kính gửi</p>',
    '--c--',
    '--b',
    "Content-Disposition: attachment; filename*=UTF-8''b%C3%A1o%20c%C3%A1o.txt",
    'Content-Type: text/plain',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('tệp').toString('base64'),
    '--b--',
    '',
  ].join('\r\n');

  it('gives its text and its files', async () => {
    const files: [string | null, string][] = [];
    const said = await takeApart(Readable.from([Buffer.from(MAIL)]), async ({ name, content }) => {
      files.push([name, (await buffer(content)).toString()]);
    });
    expect(said).toMatchObject({ text: 'Kính gửi', html: '<p>Kính gửi</p>', isCut: false, defects: [] });
    expect(files).toEqual([['báo cáo.txt', 'tệp']]);
  });

  it('is cut when it says too much', async () => {
    const said = await takeApart(Readable.from([Buffer.from(`\r\n${'a'.repeat(500_000)}`)]), async () => undefined);
    expect([said.text.length, said.isCut]).toEqual([400_000, true]);
  });

  it('gives what can be read where not all of it can be', async () => {
    const file = '--b\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\nx\r\n';
    const mail = `Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${file.repeat(201)}--b--\r\n`;
    let files = 0;
    const said = await takeApart(Readable.from([Buffer.from(mail)]), async ({ content }) => {
      await buffer(content);
      files += 1;
    });
    expect([said.subject, files, said.defects]).toEqual(['x', 200, ['too-many-files']]);
  });

  it('fails when a file cannot be kept, and when its source breaks', async () => {
    const failing = takeApart(Readable.from([Buffer.from(MAIL)]), async () => {
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    const broken = new Readable({ read: () => void broken.destroy(new Error('EIO')) });
    await expect(takeApart(broken, async () => undefined)).rejects.toThrow('EIO');
  });
});

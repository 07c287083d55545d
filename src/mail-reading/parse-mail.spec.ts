import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lightened } from '../platform/mail/long-parts.ts';
import { parseBytes, parseMail, type Content } from './parse-mail.ts';

const root = mkdtempSync(join(tmpdir(), 'gnvb-parse-'));
afterAll(() => rmSync(root, { recursive: true }));

/** What is read of a mail, with the bytes of its files; nothing else may lie beside them. */
async function readIn(parse: (path: string) => Promise<Content>) {
  const folder = mkdtempSync(join(root, 'mail-'));
  const { files, ...said } = await parse(join(folder, 'mail.part'));
  expect(readdirSync(folder)).toHaveLength(files.length);
  return {
    ...said,
    files: files.map(({ path, ...file }) => ({ ...file, written: digest(readFileSync(path)) })),
  };
}

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const bothWays = (mail: Buffer) =>
  Promise.all([
    readIn((path) => parseBytes(mail, path, 'page')),
    readIn((path) => parseMail(Readable.from([mail]), path, 'page')),
  ]);

const base64 = (size: number, width = 76, eol = '\r\n'): string =>
  (
    Buffer.from(Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8)) & 255))
      .toString('base64')
      .match(new RegExp(`.{1,${width}}`, 'g')) ?? []
  ).join(eol);

const part = (body: string, headers = 'Content-Type: application/pdf; name=a.pdf'): string =>
  `${headers}\nContent-Transfer-Encoding: base64\n\n${body}\n`;

const mixed = (...parts: string[]): string =>
  `Message-ID: <1@x>\nFrom: a@x\nContent-Type: multipart/mixed; boundary=mix\n\n${parts.map((one) => `--mix\n${one}`).join('')}--mix--\n`;

const crlf = (text: string): Buffer => Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'), 'latin1');

const LONG = 20_000;
const WORDS = 'Content-Type: text/plain\n\nKinh gui\n';
const INLINE =
  'Content-Type: image/png; name=a.png\nContent-ID: <p1>\nContent-Disposition: inline\nContent-Type: image/png';

describe('a long file in a mail', () => {
  it.each([
    ['of a length of each remainder', mixed(WORDS, ...[0, 1, 2].map((more) => part(base64(LONG + more))))],
    ['twice the same', mixed(part(base64(LONG)), part(base64(LONG)))],
    ['in lines of another width', mixed(WORDS, part(base64(LONG, 60)))],
    ['in one line', mixed(WORDS, part(base64(LONG, LONG * 2)))],
    ['with empty lines behind it', mixed(WORDS, part(`${base64(LONG)}\n\n\n`))],
    ['shown in the text', mixed('Content-Type: text/html\n\n<img src="cid:p1">\n', part(base64(LONG), INLINE))],
    ['beside a short one', mixed(part(base64(300)), part(base64(LONG)))],
  ])('%s is taken out, and is the same file', async (_, text) => {
    for (const mail of [crlf(text), Buffer.from(text.replaceAll('\r', ''), 'latin1')]) {
      expect(lightened(mail)?.bytes.length).toBeLessThan(10_000);
      const [short, long] = await bothWays(mail);
      expect(short).toEqual(long);
      expect(short.files.at(-1)?.size).toBeGreaterThanOrEqual(LONG);
    }
  });

  it.each([
    ['is broken', mixed(part(`${base64(LONG)}*${base64(LONG)}`))],
    ['ends in the middle', mixed(part(base64(LONG).slice(0, -3)))],
    ['ends twice', mixed(part(`${base64(LONG)}\n${base64(LONG)}`))],
    ['is a text', mixed(part(base64(LONG), 'Content-Type: text/plain; charset=utf-8'))],
    ['says so in no header', mixed(`Content-Type: application/pdf\n\n${base64(LONG)}\n`)],
    ['is never closed', mixed(part(base64(LONG))).replace('--mix--', '')],
  ])('that %s is left where it is', async (_, text) => {
    expect(lightened(crlf(text))).toBeNull();
    const [short, long] = await bothWays(crlf(text));
    expect(short).toEqual(long);
  });

  it.each([
    ['goes on behind a line that is no boundary', mixed(part(`${base64(LONG)}\n--other\n${base64(600)}`))],
    ['lies in a mail in a mail', mixed(`Content-Type: message/rfc822\n\n${mixed(part(base64(LONG)))}`)],
    [
      'lies in a mail that is a file',
      mixed(`Content-Type: message/rfc822\nContent-Disposition: attachment\n\n${mixed(part(base64(LONG)))}`),
    ],
    ['stands in a text', mixed(`Content-Type: text/plain\n\n--x\n${part(base64(LONG))}--x--\n`)],
    ['is of a part nobody ends', `Content-Type: multipart/mixed; boundary=other\n\n${mixed(part(base64(LONG)))}`],
  ])('that %s is read as it came', async (_, text) => {
    const [short, long] = await bothWays(crlf(text));
    expect(short).toEqual(long);
  });

  it('whatever the mail is, says the same', async () => {
    const piece = fc.constantFrom(
      '\n',
      '\n\n',
      '--mix\n',
      '--mix--\n',
      '--alt\n',
      '=',
      'A',
      base64(6200),
      base64(6201),
      base64(30_000),
      'Content-Transfer-Encoding: base64\n',
      'Content-Type: application/pdf; name=x.pdf\n',
      'Content-Type: text/html\n',
      'Content-Type: multipart/mixed; boundary=alt\n',
      'Content-Type: message/rfc822\n',
      part(base64(9000)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.boolean(), async (pieces, isCrlf) => {
        const text = `Content-Type: multipart/mixed; boundary=mix\n\n--mix\n${pieces.join('')}\n--mix--\n`;
        const [short, long] = await bothWays(isCrlf ? crlf(text) : Buffer.from(text.replaceAll('\r', '')));
        expect(short).toEqual(long);
      }),
      { numRuns: 300 },
    );
  });
});

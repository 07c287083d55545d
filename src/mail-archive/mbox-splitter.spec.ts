import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MboxSplitter, type MboxPiece } from './mbox-splitter.ts';

interface Mail {
  readonly text: string;
  readonly offset: number;
  readonly next: number;
  readonly receivedAt: string | null;
}

/** @param sizes of the pieces the file arrives in, again and again */
function split(file: Buffer, sizes: readonly number[] = [file.length || 1], from = 0): Mail[] {
  const splitter = new MboxSplitter(from);
  const pieces: MboxPiece[] = [];
  for (let at = from, i = 0; at < file.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1);
    pieces.push(...splitter.push(Buffer.from(file.subarray(at, at + size))));
    at += size;
  }
  pieces.push(...splitter.finish());
  const mails: Mail[] = [];
  let open: { offset: number; receivedAt: string | null; parts: Buffer[] } | null = null;
  for (const piece of pieces) {
    if (piece.kind === 'begin') {
      if (open) throw new Error('a mail begins in another');
      open = { offset: piece.offset, receivedAt: piece.receivedAt?.toISOString() ?? null, parts: [] };
    } else if (piece.kind === 'bytes') open?.parts.push(piece.bytes);
    else if (open) {
      const { parts, ...rest } = open;
      mails.push({ ...rest, next: piece.next, text: Buffer.concat(parts).toString('latin1') });
      open = null;
    }
  }
  expect(open).toBeNull();
  return mails;
}

const texts = (file: string, sizes?: readonly number[]): string[] =>
  split(Buffer.from(file, 'latin1'), sizes).map(({ text }) => text);

const FROM = 'From vanthu@example.vn Mon May 18 08:00:00 2020\n';

describe('an mbox', () => {
  it.each<[what: string, file: string, mails: string[]]>([
    ['is empty', '', []],
    ['has only blank lines', '\n\n', []],
    ['has one mail', `${FROM}A: 1\n\nx\n`, ['A: 1\n\nx\n']],
    ['keeps the last line without an end', `${FROM}A: 1\n\nx`, ['A: 1\n\nx']],
    ['has two', `${FROM}A: 1\n\nx\n\n${FROM}A: 2\n\ny\n\n`, ['A: 1\n\nx\n', 'A: 2\n\ny\n']],
    ['has blank lines of its own', `${FROM}A: 1\n\nx\n\n\ny\n\n`, ['A: 1\n\nx\n\n\ny\n']],
    [
      'has CRLF',
      `${FROM.replace('\n', '\r\n')}A: 1\r\n\r\nx\r\n\r\n${FROM.replace('\n', '\r\n')}A: 2\r\n`,
      ['A: 1\r\n\r\nx\r\n', 'A: 2\r\n'],
    ],
    [
      'quotes From (mboxo, mboxrd)',
      `${FROM}A: 1\n\n>From a\n>>From b\n> From c\n`,
      ['A: 1\n\nFrom a\n>From b\n> From c\n'],
    ],
    [
      'has an unquoted sentence',
      `${FROM}A: 1\n\nx\n\nFrom now on\n\nFrom 8:00 to 9:00\n`,
      ['A: 1\n\nx\n\nFrom now on\n\nFrom 8:00 to 9:00\n'],
    ],
    ['has a separator without a blank line before', `${FROM}A: 1\n\nx\n${FROM}y\n`, [`A: 1\n\nx\n${FROM}y\n`]],
    ['begins without a separator', `A: 1\n\nx\n\n${FROM}A: 2\n\ny\n`, ['A: 1\n\nx\n', 'A: 2\n\ny\n']],
    ['has an empty mail', `${FROM}\n${FROM}A: 2\n`, ['', 'A: 2\n']],
    ['has NUL and high bytes', `${FROM}A: \0\xff\n\n\0\n`, ['A: \0\xff\n\n\0\n']],
    ['is of Mozilla', `From - Mon May 18 08:00:00 2020\nA: 1\n\nx\n`, ['A: 1\n\nx\n']],
    [
      'has a line longer than any look',
      `${FROM}A: 1\n\n${'x'.repeat(5000)}\ny\n`,
      [`A: 1\n\n${'x'.repeat(5000)}\ny\n`],
    ],
    [
      'has a long line that begins like a quoted one',
      `${FROM}\n>From ${'x'.repeat(5000)}\n`,
      [`\nFrom ${'x'.repeat(5000)}\n`],
    ],
  ])('%s', (_, file, mails) => {
    expect(texts(file)).toEqual(mails);
    for (const size of [1, 2, 3, 7, 64]) expect(texts(file, [size])).toEqual(mails);
  });

  it('tells when each mail came', () => {
    const file = `${FROM}A: 1\n\nx\n\nFrom x@y Tue May 19 10:00:00 +0700 2020\nB: 2\n`;
    expect(split(Buffer.from(file)).map(({ receivedAt }) => receivedAt)).toEqual([
      '2020-05-18T08:00:00.000Z',
      '2020-05-19T03:00:00.000Z',
    ]);
  });

  it('gives every mail back, however it was quoted and however it arrives, and from every resting place', () => {
    const line = fc.oneof(
      fc.constantFrom('', 'From x Mon May 18 08:00:00 2020', '>From y', 'A: 1', '\r', 'From', '>', 'Kính gửi'),
      fc.string({ maxLength: 20 }).map((text) => text.replace(/\n/g, ' ')),
    );
    // Bytes of a mail end with a line end, as they do in every mbox.
    const mail = fc.array(line, { maxLength: 8 }).map((lines) => ['Subject: x', ...lines, 'end'].join('\n') + '\n');
    fc.assert(
      fc.property(
        fc.array(mail, { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (mails, sizes) => {
          const quoted = mails.map((text) => `${FROM}${text.replace(/^(>*From )/gm, '>$1')}\n`);
          const file = Buffer.from(quoted.join(''));
          const found = split(file, sizes);
          expect(found.map(({ text }) => Buffer.from(text, 'latin1').toString())).toEqual(mails);
          for (const [i, { next }] of found.entries())
            expect(split(file, sizes, next).map(({ offset }) => offset)).toEqual(
              found.slice(i + 1).map(({ offset }) => offset),
            );
        },
      ),
    );
  });
});

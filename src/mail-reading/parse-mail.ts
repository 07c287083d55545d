import { createHash } from 'node:crypto';
import { closeSync, openSync, writevSync } from 'node:fs';
import { Readable } from 'node:stream';
import { HEAD_BYTES, kindOf } from '../attachments/file-types.ts';
import { takeApart, type ReceivedPart } from '../platform/mail/received-mail.ts';
import { safeHtml, type HtmlLook } from '../platform/mail/safe-html.ts';
import { fileNameOf } from './file-name.ts';
import { partPath, type ReadFile, type ReadMail } from './read-mail.ts';

const WRITTEN_AT_ONCE = 512 * 1024;

/** The part of a mail that its parts make up. */
export type Content = Omit<ReadMail, 'path' | 'sha256' | 'size' | 'contentKey' | 'messageId'>;

export const NOTHING: Content = {
  subject: '',
  from: { name: '', address: '' },
  to: '',
  cc: '',
  sentAt: null,
  text: '',
  isCut: false,
  html: null,
  leftOut: 0,
  files: [],
  defects: [],
};

/** Reads the parts of a mail; files are written beside it, unsynced. Whatever cannot be read is said in `defects`. */
export async function parseMail(source: Readable, path: string, look: HtmlLook): Promise<Content> {
  const files: ReadFile[] = [];
  const { html, sentAt, ...said } = await takeApart(source, async (part) => {
    const file = await takeFile(part, partPath(path, files.length), files.length + 1);
    if (file) files.push(file);
  });
  return { ...said, ...(await shown(html, look)), sentAt: sentAt?.toISOString() ?? null, files };
}

/** Its subject and people from the header alone. */
export async function parseHeader(header: Buffer): Promise<Content> {
  const { sentAt, ...said } = await takeApart(Readable.from([Buffer.concat([header, Buffer.from('\n\n')])]), async () =>
    Promise.reject(new Error('a header has no files')),
  );
  return { ...said, html: null, leftOut: 0, sentAt: sentAt?.toISOString() ?? null, files: [] };
}

async function shown(dirty: string | null, look: HtmlLook): Promise<Pick<Content, 'html' | 'leftOut'>> {
  if (dirty === null) return { html: null, leftOut: 0 };
  const { html, leftOut } = await safeHtml(dirty, look);
  return { html: html.trim() === '' ? null : html, leftOut };
}

/** @returns null for an empty one, of which nothing is written */
async function takeFile(part: ReceivedPart, path: string, ordinal: number): Promise<ReadFile | null> {
  const written = await writeFile(part.content, path);
  if (!written) return null;
  const { head, sha256, size } = written;
  const name = fileNameOf(part.name, part.mediaType, ordinal);
  const mediaType = (await kindOf(name, head))?.mediaType ?? null;
  return { path, sha256, size, name, mediaType, contentId: part.contentId, isInline: part.isInline };
}

/** In this thread, which has nothing else to do meanwhile. */
async function writeFile(content: Readable, path: string) {
  const hash = createHash('sha256');
  const waiting: Buffer[] = [];
  let [waitingBytes, size] = [0, 0];
  let head = Buffer.alloc(0);
  let file: number | null = null;
  const flush = (): void => {
    file ??= openSync(path, 'wx', 0o640);
    writeAll(file, waiting.splice(0));
    waitingBytes = 0;
  };
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      size += chunk.length;
      waitingBytes += chunk.length;
      waiting.push(chunk);
      if (waitingBytes >= WRITTEN_AT_ONCE) flush();
    }
    if (size === 0) return null;
    if (waitingBytes > 0) flush();
  } finally {
    if (file !== null) closeSync(file);
  }
  return { head, sha256: hash.digest('hex'), size };
}

/** On a nearly full disk the system writes a part and only the next call fails. */
export function writeAll(file: number, pieces: readonly Uint8Array[]): void {
  let rest = Buffer.concat(pieces);
  while (rest.length > 0) rest = rest.subarray(writevSync(file, [rest]));
}

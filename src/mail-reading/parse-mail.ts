import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { HEAD_BYTES, kindOf } from '../attachments/file-types.ts';
import { lightened, standsFor, type LightMail } from '../platform/mail/long-parts.ts';
import { takeApart, type ReceivedPart } from '../platform/mail/received-mail.ts';
import { safeHtml, type HtmlLook } from '../platform/mail/safe-html.ts';
import { fileNameOf } from './file-name.ts';
import { partPath, type ReadFile, type ReadMail } from './read-mail.ts';

const WRITTEN_AT_ONCE = 512 * 1024;

/** The part of a mail that its parts make up. */
export type Content = Omit<ReadMail, 'path' | 'sha256' | 'size' | 'contentKey' | 'messageId' | 'snippet' | 'packed'>;

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
  return parse(source, path, look, async ({ content }) => content);
}

/** The same of a mail that is in memory, in less time. */
export async function parseBytes(bytes: Buffer, path: string, look: HtmlLook): Promise<Content> {
  const light = lightened(bytes);
  if (light) {
    const found = new Set<Buffer>();
    const content = await parse(Readable.from([light.bytes]), path, look, (part) => contentIn(light, part, found));
    if (found.size === light.parts.size) return content;
    for (const file of content.files) rmSync(file.path);
  }
  return parseMail(Readable.from([bytes]), path, look);
}

async function contentIn(light: LightMail, part: ReceivedPart, found: Set<Buffer>): Promise<Iterable<Buffer>> {
  const content = Buffer.concat((await part.content.toArray()) as Buffer[]);
  const meant = standsFor(light, content);
  if (meant) found.add(meant);
  return [meant ?? content];
}

type Bytes = AsyncIterable<Buffer> | Iterable<Buffer>;

async function parse(
  source: Readable,
  path: string,
  look: HtmlLook,
  contentOf: (part: ReceivedPart) => Promise<Bytes>,
): Promise<Content> {
  const files: ReadFile[] = [];
  const { html, sentAt, ...said } = await takeApart(source, async (part) => {
    const at = partPath(path, files.length);
    const file = await takeFile(part, await contentOf(part), at, files.length + 1);
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
async function takeFile(part: ReceivedPart, content: Bytes, path: string, ordinal: number): Promise<ReadFile | null> {
  const written = await writeFile(content, path);
  if (!written) return null;
  const { head, sha256, size } = written;
  const name = fileNameOf(part.name, part.mediaType, ordinal);
  const mediaType = (await kindOf(name, head))?.mediaType ?? null;
  return { path, sha256, size, name, mediaType, contentId: part.contentId, isInline: part.isInline };
}

/** In this thread, which has nothing else to do meanwhile. */
async function writeFile(content: Bytes, path: string) {
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
    for await (const chunk of content) {
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
  for (const piece of pieces) for (let rest = piece; rest.length > 0;) rest = rest.subarray(writeSync(file, rest));
}

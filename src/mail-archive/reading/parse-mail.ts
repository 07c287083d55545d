import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MailParser, type AddressObject, type AttachmentStream, type MessageText } from 'mailparser';
import { HEAD_BYTES, kindOf } from '../../attachments/file-types.ts';
import { fileNameOf } from './file-name.ts';
import type { Defect } from './message-shape.ts';
import { partPath, type Correspondent, type ReadFile, type ReadMail } from './read-mail.ts';
import { sanitise } from './sanitise.ts';
import { tidy } from './tidy.ts';

const MAX_TEXT = 400_000;
const MAX_HTML = 1_000_000;
const MAX_LINE = 2000;
const MAX_FILES = 200;
const WRITTEN_AT_ONCE = 512 * 1024;

/** The part of a mail that its parts make up. */
export type Content = Pick<
  ReadMail,
  'subject' | 'from' | 'to' | 'cc' | 'sentAt' | 'text' | 'isTextCut' | 'html' | 'files' | 'defects'
>;

export const NOTHING: Content = {
  subject: '',
  from: { name: '', address: '' },
  to: '',
  cc: '',
  sentAt: null,
  text: '',
  isTextCut: false,
  html: null,
  files: [],
  defects: [],
};

/** Reads the parts of a mail; files are written beside it and synced (not at all without a path). Whatever cannot be read is said in `defects`. */
export async function parseMail(source: Readable, path: string | null): Promise<Content> {
  const parser = new MailParser({
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
    maxHtmlLengthToParse: MAX_HTML,
  });
  const files: ReadFile[] = [];
  const defects: Defect[] = [];
  let said: MessageText | null = null;
  let dateLine = '';
  parser.on('headerLines', (lines) => {
    dateLine = lines.find(({ key }) => key === 'date')?.line.replace(/^[^:]*:/, '') ?? '';
  });
  const reading = pipeline(source, parser);
  try {
    for await (const part of parser as AsyncIterable<AttachmentStream | MessageText>) {
      if (part.type === 'text') said = part;
      else await takeFile(part, path, files, defects);
    }
    await reading;
  } catch (error) {
    await reading.catch(() => undefined);
    if (isOfDisk(error)) throw error;
    defects.push('unparsable');
  }
  const text = tidy(said?.text ?? '');
  return {
    subject: line(parser.subject),
    from: firstOf(parser.from),
    to: line(textOf(parser.to)),
    cc: line(textOf(parser.cc)),
    sentAt: instantOf(dateLine),
    text: text.slice(0, MAX_TEXT).toWellFormed(),
    isTextCut: text.length > MAX_TEXT,
    html: htmlOf(said),
    files,
    defects,
  };
}

/** An error of the operating system: nothing is wrong with the mail. */
export const isOfDisk = (error: unknown): boolean => {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) && 'syscall' in (error as object);
};

async function takeFile(
  part: AttachmentStream,
  path: string | null,
  files: ReadFile[],
  defects: Defect[],
): Promise<void> {
  if (path === null || files.length >= MAX_FILES) {
    if (path !== null && !defects.includes('too-many-files')) defects.push('too-many-files');
    part.content.resume();
    await new Promise((resolve) => part.content.once('end', resolve));
    part.release?.();
    return;
  }
  const target = partPath(path, files.length);
  const look = await writeFile(part.content, target);
  part.release?.();
  if (!look) return;
  const name = fileNameOf(part.filename, part.contentType, files.length + 1);
  const kind = await kindOf(name, look.head);
  files.push({
    path: target,
    sha256: look.sha256,
    size: look.size,
    name,
    mediaType: kind?.mediaType ?? 'application/octet-stream',
    contentId: part.cid ? tidy(part.cid).slice(0, 500) : null,
  });
}

interface Written {
  readonly head: Buffer;
  readonly sha256: string;
  readonly size: number;
}

/** Most files are small: they are written at once. @returns null for an empty one, of which nothing is written */
async function writeFile(content: Readable, target: string): Promise<Written | null> {
  const hash = createHash('sha256');
  const waiting: Buffer[] = [];
  let [waitingBytes, size] = [0, 0];
  let head = Buffer.alloc(0);
  const opened: FileHandle[] = [];
  const flush = async (): Promise<void> => {
    if (opened.length === 0) opened.push(await open(target, 'wx', 0o640));
    waitingBytes = 0;
    await opened[0]?.writeFile(Buffer.concat(waiting.splice(0)));
  };
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      size += chunk.length;
      waitingBytes += chunk.length;
      waiting.push(chunk);
      if (waitingBytes >= WRITTEN_AT_ONCE) await flush();
    }
    if (size === 0) return null;
    if (waitingBytes > 0) await flush();
    await opened[0]?.sync();
  } finally {
    await opened[0]?.close();
  }
  return { head, sha256: hash.digest('hex'), size };
}

/** Its subject and people from the header alone. */
export async function parseHeader(header: Buffer): Promise<Content> {
  return parseMail(Readable.from([Buffer.concat([header, Buffer.from('\n\n')])]), null);
}

export const fileStream = (path: string): Readable => createReadStream(path, { highWaterMark: 256 * 1024 });

function htmlOf(said: MessageText | null): string | null {
  const html = tidy(said?.html ?? '');
  if (html.trim() === '' || html.length > MAX_HTML) return null;
  const clean = sanitise(html);
  return clean.trim() === '' ? null : clean;
}

const line = (text: string | undefined): string =>
  tidy(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_LINE)
    .toWellFormed();

function textOf(people: AddressObject | AddressObject[] | undefined): string {
  return [people ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}

function firstOf(from: AddressObject | undefined): Correspondent {
  const first = from?.value[0];
  return { name: line(first?.name), address: line(first?.address ?? first?.group?.[0]?.address).toLowerCase() };
}

/** mailparser makes "now" of what it cannot read. Years as PostgreSQL and people have them. */
function instantOf(header: string): string | null {
  const time = Date.parse(header.replace(/\([^)]*\)/g, '').trim());
  if (Number.isNaN(time)) return null;
  const at = new Date(time);
  const year = at.getUTCFullYear();
  return year >= 1970 && year < 2200 ? at.toISOString() : null;
}

import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { AddressObject, MailParser } from 'mailparser';
import { displayName, oneLine, parseMailAddress, type Mailbox } from './mail-address.ts';
import { headerLines, headerOf } from './mail-head.ts';
import { tidy } from './tidy.ts';

/** What a list shows of a mail. Everything in it is the sender's claim. */
export interface MailEssentials {
  /** With its angle brackets; null when it has none or an unusable one. */
  readonly messageId: string | null;
  readonly subject: string;
  /** Null when it names nobody; the address is as written, not necessarily one mail can be sent to. */
  readonly from: Mailbox | null;
  /** Null: not said, or not a date. */
  readonly sentAt: Date | null;
}

/** A file in a mail. The content must be read to its end (or destroyed). */
export interface ReceivedPart {
  readonly name: string | null;
  readonly mediaType: string;
  /** It is shown inside the text (a picture of a signature). */
  readonly isInline: boolean;
  /** What its HTML calls it, without brackets. */
  readonly contentId: string | null;
  readonly content: Readable;
}

/** What a mail says, by its sender's word. Texts are NFC, without NUL and lone surrogates. */
export interface ReceivedText {
  /** Lower case; both are empty when it names nobody. */
  readonly from: Mailbox;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly sentAt: Date | null;
  readonly text: string;
  /** As it came: dangerous until `safeHtml` has seen it. */
  readonly html: string | null;
  /** Not all of its text is kept here. */
  readonly isCut: boolean;
  /** What could not be read: the rest of a mail that is built badly or hugely, files beyond the two hundredth. */
  readonly defects: readonly ('unparsable' | 'too-many-files')[];
}

/** So much of a mail's text is kept, in characters; the whole is in the message itself. */
const MAX_TEXT = 400_000;
const MAX_HTML = 1_000_000;
const MAX_FILES = 200;
const MAX_LINE = 2000;
const MAX_SUBJECT = 500;
const MAX_ID = 900;

/** Reads the head of a message (its bytes up to the first empty line). Never throws: what cannot be read is not there. */
export async function readEssentials(head: Buffer): Promise<MailEssentials> {
  const lines = headerLines(head);
  const { parseAddressHeader } = await import('mailparser');
  const from = headerOf(lines, 'from') ?? headerOf(lines, 'sender');
  return {
    messageId: readMessageId(headerOf(lines, 'message-id')),
    subject: characters(oneLine(await decoded(headerOf(lines, 'subject') ?? '')), MAX_SUBJECT),
    from: from === null ? null : mailboxOf(() => parseAddressHeader(from, { flatten: true, decodePunycode: false })),
    sentAt: readDate(headerOf(lines, 'date')),
  };
}

/** One id, with its brackets; null when the text is none. */
export function readMessageId(text: string | null): string | null {
  const [id] = /<[^<>\s]{1,898}>/.exec(text ?? '') ?? [];
  return id === undefined || id.length > MAX_ID ? null : tidy(id);
}

/**
 * Takes a whole message apart as it streams by; memory holds its text and one piece of a file. Whatever is wrong with it is told, and what
 * could be read is there.
 * @param onPart called for each file, one after the other
 * @throws what `onPart` and the source throw
 */
export async function takeApart(raw: Readable, onPart: (part: ReceivedPart) => Promise<void>): Promise<ReceivedText> {
  const { MailParser } = await import('mailparser');
  const parser = new MailParser({
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
    maxHtmlLengthToParse: MAX_HTML,
  });
  let dateLine = '';
  parser.on('headerLines', (lines) => {
    dateLine = lines.find(({ key }) => key === 'date')?.line.replace(/^[^:]*:/, '') ?? '';
  });
  let failure: { readonly error: unknown } | null = null;
  const failed = (error: unknown): void => {
    failure ??= { error };
  };
  raw.on('error', (error) => {
    failed(error);
    parser.destroy(error);
  });
  const ofParser = new Set<unknown>();
  const defects = new Set<ReceivedText['defects'][number]>();
  let said: { readonly text?: string; readonly html?: string } = {};
  let files = 0;
  try {
    for await (const item of raw.pipe(parser) as AsyncIterable<unknown>) {
      const data = item as Parsed;
      if (data.type === 'text') said = data;
      else {
        files += 1;
        if (files > MAX_FILES) {
          defects.add('too-many-files');
          await passOver(data.content);
        } else {
          data.content.on('error', (error) => ofParser.add(error));
          await onPart(partOf(data)).catch((error: unknown) => {
            if (!ofParser.has(error)) failed(error);
            throw error;
          });
        }
        data.release?.();
      }
    }
  } catch {
    if (failure) throw (failure as { readonly error: unknown }).error;
    defects.add('unparsable');
  } finally {
    raw.destroy();
    parser.destroy();
  }
  return { ...headOf(parser), sentAt: readDate(dateLine), ...textOf(said), defects: [...defects] };
}

type Parsed =
  | { readonly type: 'text'; readonly text?: string; readonly html?: string }
  | {
      readonly type: 'attachment';
      readonly filename?: string;
      readonly contentType: string;
      readonly contentDisposition?: string;
      readonly related?: boolean;
      readonly cid?: string;
      readonly content: Readable;
      readonly release: (() => void) | null;
    };

async function passOver(content: Readable): Promise<void> {
  const ended = once(content, 'end');
  content.resume();
  await ended;
}

const line = (text: string | undefined): string =>
  tidy(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_LINE)
    .toWellFormed();

const people = (said: AddressObject | AddressObject[] | undefined): string =>
  line(
    [said ?? []]
      .flat()
      .map(({ text }) => text)
      .join(', '),
  );

function headOf({ subject, from, to, cc }: MailParser): Pick<ReceivedText, 'subject' | 'from' | 'to' | 'cc'> {
  const first = from?.value[0];
  const address = line(first?.address ?? first?.group?.[0]?.address).toLowerCase();
  return { subject: line(subject), from: { name: line(first?.name), address }, to: people(to), cc: people(cc) };
}

function textOf(said: {
  readonly text?: string;
  readonly html?: string;
}): Pick<ReceivedText, 'text' | 'html' | 'isCut'> {
  const [text, html] = [tidy(said.text ?? ''), tidy(said.html ?? '')];
  return {
    text: text.slice(0, MAX_TEXT).toWellFormed(),
    html: html.trim() === '' ? null : html.slice(0, MAX_HTML).toWellFormed(),
    isCut: text.length > MAX_TEXT || html.length > MAX_HTML,
  };
}

function partOf(part: Extract<Parsed, { type: 'attachment' }>): ReceivedPart {
  const name = oneLine(part.filename ?? '');
  return {
    name: name === '' ? null : name,
    mediaType: oneLine(part.contentType).slice(0, 200),
    isInline: part.related === true || part.contentDisposition?.toLowerCase() === 'inline',
    contentId: part.cid ? tidy(part.cid).slice(0, 500) : null,
    content: part.content,
  };
}

/** Encoded words (RFC 2047), through the one decoder that is here: as a subject of a message of nothing else. */
async function decoded(value: string): Promise<string> {
  if (!value.includes('=?')) return value;
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(`Subject: ${value.slice(0, 20_000)}\r\n\r\n`).catch(() => null);
  return mail?.subject ?? value;
}

function mailboxOf(read: () => AddressObject): Mailbox | null {
  try {
    const [first] = read().value;
    const written = first?.address ?? '';
    const address = parseMailAddress(written) ?? oneLine(written).slice(0, 320);
    return address === '' ? null : { name: displayName(first?.name ?? ''), address };
  } catch {
    return null;
  }
}

function readDate(text: string | null): Date | null {
  const date = new Date(Date.parse((text ?? '').replace(/\([^()]*\)/g, ' ').trim()));
  const year = date.getUTCFullYear();
  return year >= 1970 && year <= 2200 ? date : null;
}

const characters = (text: string, most: number): string => Array.from(text).slice(0, most).join('');

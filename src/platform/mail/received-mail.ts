import type { Readable } from 'node:stream';
import type { AddressObject } from 'mailparser';
import { displayName, oneLine, parseMailAddress, type Mailbox } from './mail-address.ts';
import { headerLines, headerOf } from './mail-head.ts';

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
  readonly content: Readable;
}

/** What a mail says. */
export interface ReceivedText {
  readonly text: string;
  /** As it came: dangerous until `safeHtml` has seen it. */
  readonly html: string | null;
  /** Not all of it is kept here. */
  readonly isCut: boolean;
}

/** So much of a mail's text is kept, in characters; the whole is in the message itself. */
const MAX_TEXT = 200_000;
const MAX_HTML = 500_000;
const MAX_PARTS = 200;
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
  return id === undefined || id.length > MAX_ID ? null : clean(id);
}

/**
 * Takes a whole message apart as it streams by; memory holds its text and one piece of a file.
 * @param onPart called for each file, one after the other
 * @throws when the message is built so badly or so hugely that it cannot be taken apart, and what `onPart` throws
 */
export async function takeApart(raw: Readable, onPart: (part: ReceivedPart) => Promise<void>): Promise<ReceivedText> {
  const { MailParser } = await import('mailparser');
  const parser = new MailParser({
    skipTextToHtml: true,
    skipImageLinks: true,
    checksumAlgo: false,
    maxHtmlLengthToParse: MAX_HTML,
    maxChildNodes: MAX_PARTS,
  });
  raw.on('error', (error) => parser.destroy(error));
  let said: ReceivedText = { text: '', html: null, isCut: false };
  try {
    for await (const item of raw.pipe(parser) as AsyncIterable<unknown>) {
      const data = item as Parsed;
      if (data.type === 'text') said = textOf(data);
      else {
        await onPart(partOf(data));
        data.release?.();
      }
    }
    return said;
  } finally {
    raw.destroy();
    parser.destroy();
  }
}

type Parsed =
  | { readonly type: 'text'; readonly text?: string; readonly html?: string }
  | {
      readonly type: 'attachment';
      readonly filename?: string;
      readonly contentType: string;
      readonly contentDisposition?: string;
      readonly related?: boolean;
      readonly content: Readable;
      readonly release: (() => void) | null;
    };

function textOf({ text = '', html }: { readonly text?: string; readonly html?: string }): ReceivedText {
  return {
    text: clean(text.slice(0, MAX_TEXT)),
    html: html === undefined ? null : clean(html.slice(0, MAX_HTML)),
    isCut: text.length > MAX_TEXT || (html?.length ?? 0) > MAX_HTML,
  };
}

function partOf(part: Extract<Parsed, { type: 'attachment' }>): ReceivedPart {
  const name = oneLine(part.filename ?? '');
  return {
    name: name === '' ? null : name,
    mediaType: oneLine(part.contentType).slice(0, 200),
    isInline: part.related === true || part.contentDisposition?.toLowerCase() === 'inline',
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

/** What PostgreSQL takes: no NUL, no half characters. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD').normalize('NFC');

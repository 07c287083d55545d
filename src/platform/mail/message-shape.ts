import { createHash } from 'node:crypto';
import { fieldsIn, headerOf, MAX_HEAD_BYTES, type HeaderLine } from './mail-head.ts';

/** What is wrong with a mail. It is kept as it came all the same. */
export const DEFECTS = [
  'empty',
  'no-header',
  'nul',
  'mixed-line-ends',
  'long-line',
  'unparsable',
  'too-slow',
  'too-large-to-read',
  'too-many-files',
] as const;
export type Defect = (typeof DEFECTS)[number];

export interface Shape {
  readonly sha256: string;
  readonly size: number;
  /** SHA-256 over what makes the mail this mail: its own headers and its content, not the way it came. */
  readonly contentKey: string;
  readonly messageId: string | null;
  /** The first bytes, up to the end of the header. */
  readonly header: Buffer;
  readonly defects: readonly Defect[];
}

/** Small enough for the memory it is copied through to be used again and again. */
const PIECE = 32 * 1024;
const LF = 10;
const CR = 13;
/** RFC 5322 allows 998; programs write a few thousand; nobody writes that. */
const LONG_LINE = 100_000;
const MAX_MESSAGE_ID = 900;
/** With a Message-ID these tell one mail from another; what servers on the way have added does not count. */
const OWN = ['message-id', 'from', 'to', 'cc', 'date', 'subject', 'content-type', 'content-transfer-encoding'];
/** What programs that keep mail write into it. */
const KEEPERS =
  /^(?:status|x-status|x-uid|x-uidl|x-imap|x-keywords|x-mozilla-.*|x-gm-.*|x-gmail-.*|content-length|lines)$/;

/**
 * Looks at a mail while its bytes pass: what it is known by, and what is wrong with it. The same mail from an IMAP server (CRLF), from
 * an mbox (LF) and along two ways (other Received lines) has one content key; any other content or sender has another.
 */
export class MessageShape {
  readonly #raw = createHash('sha256');
  readonly #body = createHash('sha256');
  #size = 0;
  #head: Buffer[] = [];
  #headBytes = 0;
  #isInHeader = true;
  #lineLength = 0;
  #longest = 0;
  #crlf = 0;
  #bareLf = 0;
  #bareCr = 0;
  #hasNul = false;
  #wasCr = false;
  /** Line ends at the end do not count: whether there is one more depends on the way it came. */
  #waitingFeeds = 0;

  update(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at += PIECE) this.#take(chunk.subarray(at, at + PIECE));
  }

  #take(chunk: Buffer): void {
    this.#raw.update(chunk);
    this.#size += chunk.length;
    this.#count(chunk);
    this.#pass(chunk.includes(CR) ? Buffer.from(chunk.toString('latin1').replaceAll('\r', ''), 'latin1') : chunk);
  }

  end(): Shape {
    if (this.#wasCr) this.#bareCr++;
    this.#longest = Math.max(this.#longest, this.#lineLength);
    const header = Buffer.concat(this.#head);
    // Bytes are kept as they are (latin1), so that nothing is lost in a key.
    const fields = fieldsIn(header.toString('latin1'));
    const body = this.#body.digest('hex');
    const messageId = messageIdOf(fields);
    const said = messageId
      ? OWN.map((name) => fields.filter((field) => field.name === name).map(({ value }) => value))
      : fields.filter(({ name }) => !KEEPERS.test(name)).map(({ name, value }) => [name, value]);
    return {
      sha256: this.#raw.digest('hex'),
      size: this.#size,
      contentKey: createHash('sha256')
        .update(JSON.stringify([said, body]))
        .digest('hex'),
      messageId,
      header,
      defects: this.#defects(fields.length > 0),
    };
  }

  #defects(hasHeader: boolean): Defect[] {
    if (this.#size === 0) return ['empty'];
    const found: Defect[] = [];
    if (!hasHeader) found.push('no-header');
    if (this.#hasNul) found.push('nul');
    // All of one kind is a way of writing; both, or a CR alone, is how a second mail is hidden in the first.
    if ((this.#bareLf > 0 && this.#crlf > 0) || this.#bareCr > 0) found.push('mixed-line-ends');
    if (this.#longest > LONG_LINE) found.push('long-line');
    return found;
  }

  /** By searches, which look at many bytes at once: a quarter of the time that looking at each of them takes. */
  #count(chunk: Buffer): void {
    if (this.#wasCr && chunk[0] !== LF) this.#bareCr++;
    for (let at = chunk.indexOf(CR); at !== -1; at = chunk.indexOf(CR, at + 1))
      // What follows the last byte is not known yet.
      if (at + 1 < chunk.length && chunk[at + 1] !== LF) this.#bareCr++;
    let begin = 0;
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, begin)) {
      if (at === 0 ? this.#wasCr : chunk[at - 1] === CR) this.#crlf++;
      else this.#bareLf++;
      this.#longest = Math.max(this.#longest, this.#lineLength + at - begin);
      this.#lineLength = 0;
      begin = at + 1;
    }
    this.#lineLength += chunk.length - begin;
    this.#wasCr = chunk.at(-1) === CR;
    this.#hasNul ||= chunk.includes(0);
  }

  #pass(plain: Buffer): void {
    if (!this.#isInHeader) return this.#hashBody(plain);
    const joined = Buffer.concat([...this.#head, plain]);
    const searched = Math.max(0, this.#headBytes - 1);
    // A mail may begin with its body.
    const end = joined[0] === LF ? 0 : joined.indexOf('\n\n', searched);
    if (end === -1 && joined.length < MAX_HEAD_BYTES) {
      this.#head = [joined];
      this.#headBytes = joined.length;
      return;
    }
    const cut = end === -1 ? MAX_HEAD_BYTES : end;
    this.#head = [Buffer.from(joined.subarray(0, cut))];
    this.#isInHeader = false;
    this.#hashBody(joined.subarray(cut));
  }

  #hashBody(bytes: Buffer): void {
    let end = bytes.length;
    while (end > 0 && bytes[end - 1] === LF) end--;
    if (end > 0) {
      if (this.#waitingFeeds > 0) this.#body.update(Buffer.alloc(this.#waitingFeeds, LF));
      this.#body.update(bytes.subarray(0, end));
      this.#waitingFeeds = 0;
    }
    this.#waitingFeeds += bytes.length - end;
  }
}

function messageIdOf(fields: readonly HeaderLine[]): string | null {
  const value = headerOf(fields, 'message-id') ?? '';
  const id = (/<[^<>]+>/.exec(value)?.[0] ?? value).replace(/[^\x21-\x7e]/g, '');
  return id === '' ? null : id.slice(0, MAX_MESSAGE_ID);
}

/** What an mbox turns out to hold, in order. */
export type MboxPiece =
  /** A mail begins: at this byte of the file, with what its separator says about the day. */
  | { readonly kind: 'begin'; readonly offset: number; readonly receivedAt: Date | null }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** It ended; reading can go on from this byte of the file. */
  | { readonly kind: 'end'; readonly next: number };

const LF = 10;
const CR = 13;
/** A separator is never longer; of a longer line only so much is looked at. */
const LOOK = 1000;
/**
 * "From ", who, when: with the time of day and the year, in whatever order programs write them. A sentence that begins with "From" and was
 * never quoted is not one.
 */
const SEPARATOR = /^From .*\d{1,2}:\d{2}(?::\d{2})?.*\b(?:19|20)\d{2}\b/;
const QUOTED = /^>+From /;
const WHEN = /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*)$/;

/**
 * Takes an mbox apart while it is read, whatever its size and the length of its lines. mboxrd and mboxo: `>From ` at the beginning of a
 * line loses one `>` (Qmail's mbox(5); RFC 4155 leaves quoting open). The blank line before a separator belongs to the file, not to the mail.
 */
export class MboxSplitter {
  /** The beginning of a line that is not whole yet. */
  #rest: Buffer = Buffer.alloc(0);
  #isLineStart = true;
  /** A blank line that is not known yet to be the mail's own. */
  #blank: Buffer | null = null;
  #isOpen = false;
  #offset: number;

  /** @param offset of the first byte that will come: 0, or where a mail was said to end */
  constructor(offset = 0) {
    this.#offset = offset;
  }

  *push(chunk: Buffer): Generator<MboxPiece> {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = data.subarray(yield* this.#take(data, false));
  }

  *finish(): Generator<MboxPiece> {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    yield* this.#take(rest, true);
    this.#blank = null;
    if (this.#isOpen) yield { kind: 'end', next: this.#offset };
    this.#isOpen = false;
  }

  /** @returns how many bytes were taken */
  *#take(data: Buffer, isLast: boolean): Generator<MboxPiece, number> {
    let at = 0;
    // Lines that follow each other unchanged go on as one piece.
    let from = 0;
    const flush = function* (to: number): Generator<MboxPiece> {
      if (to > from) yield { kind: 'bytes', bytes: data.subarray(from, to) };
    };
    while (at < data.length) {
      const feed = data.indexOf(LF, at);
      const end = feed === -1 ? data.length : feed + 1;
      if (!this.#isLineStart) {
        this.#isLineStart = feed !== -1;
        this.#offset += end - at;
        at = end;
        continue;
      }
      if (feed === -1 && !isLast && data.length - at < LOOK) break;
      const isBlank = end - at === 1 ? data[at] === LF : end - at === 2 && data[at] === CR && feed !== -1;
      const head = looksMarked(data, at) ? data.toString('latin1', at, Math.min(end, at + LOOK)) : '';
      const isFree = !this.#isOpen || this.#blank !== null;
      if (isFree && feed !== -1 && SEPARATOR.test(head)) {
        yield* flush(at);
        this.#blank = null;
        if (this.#isOpen) yield { kind: 'end', next: this.#offset };
        yield { kind: 'begin', offset: this.#offset, receivedAt: dayOf(head) };
        this.#isOpen = true;
        from = end;
      } else {
        if (!this.#isOpen && isBlank) from = end;
        else {
          if (!this.#isOpen) {
            yield { kind: 'begin', offset: this.#offset, receivedAt: null };
            this.#isOpen = true;
          }
          if (this.#blank) {
            yield { kind: 'bytes', bytes: this.#blank };
            this.#blank = null;
          }
          if (isBlank) {
            yield* flush(at);
            this.#blank = Buffer.from(data.subarray(at, end));
            from = end;
          } else if (QUOTED.test(head)) {
            yield* flush(at);
            from = at + 1;
          }
        }
      }
      this.#isLineStart = feed !== -1;
      this.#offset += end - at;
      at = end;
    }
    yield* flush(at);
    return at;
  }
}

/** Does the line begin like a separator, or like a quoted one? */
function looksMarked(data: Buffer, at: number): boolean {
  const first = data[at];
  return first === 0x3e || (first === 0x46 && data[at + 1] === 0x72 && data[at + 4] === 0x20);
}

function dayOf(separator: string): Date | null {
  const words = WHEN.exec(separator.trim())?.[0];
  // Without a zone of its own it is the zone of who wrote it; UTC is what most programs mean.
  const zoned = words && (/(?:[+-]\d{4}|GMT|UTC|Z)\b/.test(words) ? words : `${words} UTC`);
  const time = zoned ? Date.parse(zoned) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time);
}

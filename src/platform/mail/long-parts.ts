import { randomBytes } from 'node:crypto';

/** Shorter ones are not worth it. */
const LONG = 8 * 1024;
const TOKEN_BYTES = 24;
const CR = 13;

/** A mail with a token in the place of each of its long files. */
export interface LightMail {
  readonly bytes: Buffer;
  /** What stands for it → what it is. */
  readonly parts: ReadonlyMap<string, Buffer>;
}

/**
 * Takes the long base64 of files out of a mail and decodes it at once, which takes a tenth of the time that parsing it line by line does.
 * Only what has one meaning is taken: unbroken base64 from an empty line to a line that begins with "--". A token is random: a file that
 * consists of it, exactly, is the one it stands for. Whoever does not find all of them must read the mail as it came.
 * @returns null when there is nothing to take out
 */
export function lightened(mail: Buffer): LightMail | null {
  const parts = new Map<string, Buffer>();
  const pieces: Buffer[] = [];
  let kept = 0;
  for (const { start, end } of longParts(mail)) {
    const content = decoded(mail.toString('latin1', start, end));
    if (!content) continue;
    const token = randomBytes(TOKEN_BYTES);
    parts.set(token.toString('latin1'), content);
    pieces.push(mail.subarray(kept, start), Buffer.from(token.toString('base64')));
    kept = end;
  }
  if (parts.size === 0) return null;
  return { bytes: Buffer.concat([...pieces, mail.subarray(kept)]), parts };
}

/** The file that a content stands for; null when it is its own. */
export const standsFor = ({ parts }: LightMail, content: Buffer): Buffer | null =>
  content.length === TOKEN_BYTES ? (parts.get(content.toString('latin1')) ?? null) : null;

/** Each search begins behind the last: whatever the mail is, it is passed through once. */
function* longParts(mail: Buffer): Generator<{ readonly start: number; readonly end: number }> {
  const emptyLine = mail[mail.indexOf('\n') - 1] === CR ? '\r\n\r\n' : '\n\n';
  for (let at = mail.indexOf(emptyLine); at !== -1;) {
    const begin = at + emptyLine.length;
    // The empty line may be all there is before it.
    const boundary = mail.indexOf('\n--', begin - 1);
    if (boundary === -1) return;
    const end = mail[boundary - 1] === CR ? boundary - 1 : boundary;
    if (end - begin >= LONG && isFile(mail, begin)) yield { start: begin, end };
    at = mail.indexOf(emptyLine, boundary + 1);
  }
}

const HEAD = 4096;

/** By the header before it. Texts are left to whoever knows character sets. */
function isFile(mail: Buffer, begin: number): boolean {
  const before = mail.toString('latin1', Math.max(0, begin - HEAD), begin);
  const head = before.slice(before.lastIndexOf('\n--') + 1);
  return (
    head.startsWith('--') &&
    /^content-transfer-encoding:[ \t]*base64[ \t]*\r?$/im.test(head) &&
    !/^content-type:\s*(?:text|message|multipart)\//im.test(head)
  );
}

/** Null for what programs might read in different ways. */
function decoded(text: string): Buffer | null {
  const [, padding = ''] = /(={0,2})[\r\n]*$/.exec(text.slice(-100)) ?? [];
  const unpadded = padding === '' ? text : text.slice(0, text.lastIndexOf(padding));
  if (/[^A-Za-z0-9+/\r\n]/.test(unpadded)) return null;
  const letters = unpadded.length - countOf('\n', unpadded) - countOf('\r', unpadded);
  const content = Buffer.from(unpadded, 'base64');
  return (letters + padding.length) % 4 === 0 && content.length === Math.floor((letters * 3) / 4) ? content : null;
}

function countOf(letter: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(letter); at !== -1; at = text.indexOf(letter, at + 1)) count++;
  return count;
}

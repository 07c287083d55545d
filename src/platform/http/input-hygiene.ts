import type { FastifyRequest } from 'fastify';
import { REQUEST } from '../errors/request.errors.ts';

/** Deepest nesting a body may have; nested validation is recursive and falls over far below what JSON allows (hardening §1.6). */
export const MAX_DEPTH = 32;

/** C0 and C1 controls other than tab, line feed and carriage return: PostgreSQL refuses NUL, and no document needs the rest. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;

/** Passwords are compared byte for byte, so they are checked but never normalised. */
const VERBATIM = new Set(['password', 'currentPassword', 'newPassword']);

/**
 * JSON is UTF-8 and nothing else (RFC 8259 §8.1), and comes as it is: what says otherwise would be read as something it is not.
 * @throws request.wrong-media-type
 */
export function refuseOtherCodings({ headers }: Pick<FastifyRequest, 'headers'>): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const coding = headers['content-encoding'] ?? 'identity';
  if (!/^utf-?8$/i.test(charset) || coding !== 'identity') throw REQUEST.wrongMediaType();
}

/**
 * Node would put U+FFFD where bytes are not UTF-8, and the text would be stored so.
 * @throws request.not-json
 */
export function readUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw REQUEST.notJson();
  }
}

/**
 * Counts brackets before the text is parsed, so that a deep body costs nothing.
 * @throws request.too-deep
 */
export function refuseDeepJson(text: string): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 123 || c === 91) {
      if (++depth > MAX_DEPTH) throw REQUEST.tooDeep({ limit: MAX_DEPTH });
    } else if (c === 125 || c === 93) depth--;
  }
}

/**
 * Checks every text of a parsed value and brings it to NFC, the exchange form of the state (TCVN 6909:2001).
 * @returns the value with its texts normalised in place
 * @throws request.bad-character naming the field
 */
export function cleanTexts(value: unknown, path = ''): unknown {
  if (typeof value === 'string') return cleanText(value, path);
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = cleanTexts(value[i], join(path, String(i)));
    return value;
  }
  if (value !== null && typeof value === 'object') {
    const record = value as Record<string, unknown>;
    for (const key of Object.keys(record)) {
      cleanText(key, path);
      record[key] = cleanTexts(record[key], join(path, key));
    }
  }
  return value;
}

function cleanText(text: string, path: string): string {
  if (CONTROL.test(text) || !text.isWellFormed()) throw REQUEST.badCharacter({ field: path || 'body' });
  return VERBATIM.has(path) ? text : text.normalize('NFC');
}

const join = (path: string, key: string): string => (path ? `${path}.${key}` : key);

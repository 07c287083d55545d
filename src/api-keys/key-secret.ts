import { createHash, randomBytes } from 'node:crypto';
import { KEY_MARK } from '../platform/access/key-gate.ts';

const KEY = new RegExp(`^${KEY_MARK}[\\w-]{43}$`);

export interface NewKey {
  /** Shown once and kept nowhere. */
  readonly text: string;
  readonly digest: Buffer;
  /** What lists show, so that people can tell their keys apart. */
  readonly prefix: string;
  readonly lastFour: string;
}

/** A key of 256 random bits. */
export function makeKey(): NewKey {
  const text = `${KEY_MARK}${randomBytes(32).toString('base64url')}`;
  return { text, digest: digestOf(text), prefix: text.slice(0, KEY_MARK.length + 4), lastFour: text.slice(-4) };
}

/**
 * What a key is looked up by. It is as random as the digest, so a plain SHA-256 cannot be guessed from; and since digests are compared,
 * never keys, the time of an answer says nothing about how much of a wrong key was right.
 */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

export const looksLikeKey = (text: string): boolean => KEY.test(text);

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SigningKey } from './signing-key.ts';

const FORM = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{43})\.([\w-]{43})$/;

/** What a refresh token says, and the digest it is found by; the token itself is never stored. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly hash: Buffer;
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A new token: session, 256 random bits, and a seal that tells an old token of ours from an invented one. */
export function makeRefreshToken(key: SigningKey, sessionId: string): RefreshToken & { readonly text: string } {
  const body = `${sessionId}.${randomBytes(32).toString('base64url')}`;
  const text = `${body}.${key.digest('refresh', body).toString('base64url')}`;
  return { text, sessionId, hash: hashOf(text) };
}

/** Null unless the seal is ours: knowing a session's id is not enough to have it revoked as stolen. */
export function readRefreshToken(key: SigningKey, text: string | null): RefreshToken | null {
  const [, sessionId, random, seal] = FORM.exec(text ?? '') ?? [];
  if (!text || !sessionId || !seal) return null;
  // Compared as written: base64url has several spellings of the same bytes, and only ours is a token.
  const expected = Buffer.from(key.digest('refresh', `${sessionId}.${random}`).toString('base64url'));
  return timingSafeEqual(Buffer.from(seal), expected) ? { sessionId, hash: hashOf(text) } : null;
}

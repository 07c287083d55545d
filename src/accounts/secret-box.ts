import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SigningKey } from './signing-key.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyOf = (key: SigningKey, purpose: string): Buffer => key.digest('seal', purpose);

/**
 * Encrypts a secret that is kept at rest, under a key made from the signing key: whoever has only the database has nothing.
 * @param purpose what the secret is for; sealed for one purpose it cannot be opened for another
 * @param owner whose it is: moved to another row it does not open
 */
export function seal(key: SigningKey, purpose: string, owner: string, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(key, purpose), nonce).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Null when it was sealed under another key, for another purpose or owner, or was changed. */
export function unseal(key: SigningKey, purpose: string, owner: string, sealed: Buffer): string | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, keyOf(key, purpose), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
  try {
    return decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

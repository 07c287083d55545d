import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.ts';
import { keptSecret } from '../platform/database/open-database.ts';

const LEAST_BYTES = 32;

/** The one secret behind access tokens, refresh tokens and keyed digests. */
export class SigningKey {
  /** For libraries: given the text, jsonwebtoken tries each time whether it is a PEM, which takes longer than all the rest of a call. */
  readonly key: KeyObject;

  constructor(readonly secret: string) {
    if (Buffer.byteLength(secret) < LEAST_BYTES)
      throw new Error(`the signing secret must be at least ${LEAST_BYTES} bytes long`);
    this.key = createSecretKey(secret, 'utf8');
  }

  /** JWT_SECRET, or one made once and kept in the data folder. */
  static async load(config: Config): Promise<SigningKey> {
    return new SigningKey(config.get('JWT_SECRET') ?? (await keptSecret(join(config.get('DATA_DIR'), 'jwt.secret'))));
  }

  /** A keyed digest of 32 bytes; digests made for different purposes have nothing in common. */
  digest(purpose: string, value: string | Buffer): Buffer {
    return createHmac('sha256', this.secret).update(`${purpose}\n`).update(value).digest();
  }
}

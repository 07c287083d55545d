import { createHash, type Hash } from 'node:crypto';
import { storedName } from '../attachments/file-name.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { isId } from '../platform/http/id.pipe.ts';
import { UPLOADS } from './uploads.errors.ts';

/** What the uploader says of a file before sending it. */
export interface Said {
  /** In NFC. */
  readonly name: string;
  readonly unitId: string | null;
  /** What the whole content must come to; null when the client does not know. */
  readonly sha256: string | null;
}

const SHA256 = /^[0-9a-f]{64}$/i;

/**
 * Reads Upload-Metadata: `filename`, and perhaps `unitId` and `sha256`. What common clients send besides (`filetype`, `relativePath`) is
 * not believed and not kept.
 * @throws uploads.bad-metadata, attachments.bad-name, attachments.name-too-long, request.invalid
 */
export function readMetadata(metadata: Readonly<Record<string, string | null | undefined>>): Said {
  const { filename, unitId, sha256 } = metadata;
  if (!filename) throw UPLOADS.badMetadata();
  if (unitId && !isId(unitId)) throw REQUEST.invalid({}, [{ field: 'unitId', code: 'isUuid' }]);
  if (sha256 && !SHA256.test(sha256)) throw REQUEST.invalid({}, [{ field: 'sha256', code: 'matches' }]);
  return {
    name: storedName(filename),
    unitId: unitId?.toLowerCase() || null,
    sha256: sha256?.toLowerCase() || null,
  };
}

/** Bytes of each digest that tus's checksum extension may be used with here. */
export const CHECKSUMS = { sha1: 20, sha256: 32 } as const;

/** What one piece must come to. */
export interface Checksum {
  readonly algorithm: keyof typeof CHECKSUMS;
  readonly digest: Buffer;
}

/** @throws uploads.bad-checksum */
export function readChecksum(header: string | undefined): Checksum | null {
  if (header === undefined) return null;
  const [algorithm = '', value = '', ...more] = header.split(' ');
  const digest = Buffer.from(value, 'base64');
  if (more.length > 0 || !isKnown(algorithm) || digest.length !== CHECKSUMS[algorithm]) throw UPLOADS.badChecksum();
  return { algorithm, digest };
}

/** Compares a piece with what it must come to, as it passes by. */
export class PieceCheck {
  readonly #hash: Hash;

  constructor(private readonly checksum: Checksum) {
    this.#hash = createHash(checksum.algorithm);
  }

  update(chunk: Buffer): void {
    this.#hash.update(chunk);
  }

  get holds(): boolean {
    return this.#hash.digest().equals(this.checksum.digest);
  }
}

function isKnown(algorithm: string): algorithm is keyof typeof CHECKSUMS {
  return Object.hasOwn(CHECKSUMS, algorithm);
}

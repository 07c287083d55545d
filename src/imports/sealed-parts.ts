import { Injectable } from '@nestjs/common';
import { seal, unseal } from '../accounts/secret-box.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import type { ImportKind } from './columns.policy.ts';

const PURPOSE = 'table-import';

/** Files that may hold passwords are kept sealed until they are purged; the others as they came. */
@Injectable()
export class SealedParts {
  constructor(private readonly key: SigningKey) {}

  keep(kind: ImportKind, importId: string, no: number, bytes: Buffer): Buffer {
    if (kind !== 'legacy-inboxes') return bytes;
    return seal(this.key, PURPOSE, `${importId}:${no}`, bytes.toString('base64'));
  }

  /** @throws an Error when the key has changed since it was uploaded */
  open(kind: ImportKind, importId: string, no: number, kept: Buffer): Buffer {
    if (kind !== 'legacy-inboxes') return kept;
    const text = unseal(this.key, PURPOSE, `${importId}:${no}`, kept);
    if (text === null) throw new Error('a sealed table cannot be opened: the key has changed');
    return Buffer.from(text, 'base64');
  }
}

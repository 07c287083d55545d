import { Injectable } from '@nestjs/common';
import { seal, unseal } from '../accounts/secret-box.ts';
import { SigningKey } from '../accounts/signing-key.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';

const PURPOSE = 'legacy-inbox';

/** Passwords of old inboxes, sealed at rest under the service's key and bound to their inbox. */
@Injectable()
export class InboxSecrets {
  constructor(private readonly key: SigningKey) {}

  /** A password as it is kept; opens for this inbox alone. */
  seal(inboxId: string, password: string): Buffer {
    return seal(this.key, PURPOSE, inboxId, password);
  }

  /** Null when it was sealed for another inbox or under another key. */
  open(inboxId: string, sealed: Buffer): string | null {
    return unseal(this.key, PURPOSE, inboxId, sealed);
  }

  /** False when the inbox has no server to use it at. */
  async set(tx: Tx, inboxId: string, password: string): Promise<boolean> {
    const changed = await tx.run(`update legacy_inbox set imap_secret = $2 where id = $1 and imap_host is not null`, [
      inboxId,
      this.seal(inboxId, password),
    ]);
    return changed > 0;
  }

  async forget(tx: Tx, inboxId: string): Promise<void> {
    await tx.run(`update legacy_inbox set imap_secret = null where id = $1`, [inboxId]);
  }

  /** For the rooms that sign in at the server; null: none is kept, or the key has changed since. Never log or answer it. */
  async of(queries: Queries, inboxId: string): Promise<string | null> {
    const row = await queries.first<{ sealed: Buffer | null }>(
      `select imap_secret as sealed from legacy_inbox where id = $1`,
      [inboxId],
    );
    return row?.sealed ? this.open(inboxId, row.sealed) : null;
  }
}

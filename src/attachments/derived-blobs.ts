import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { BlobId } from './blob-store.ts';

/** Contents that nobody uploaded: made from files, like the pictures of their pages. Their bytes are kept before their rows. */
@Injectable()
export class DerivedBlobs {
  constructor(private readonly clock: Clock) {}

  /** In one order, so that two transactions with the same contents wait for each other instead of locking up. */
  async record(tx: Tx, blobs: readonly BlobId[]): Promise<void> {
    const ordered = blobs.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    for (const { sha256, size } of ordered)
      await tx.run(`insert into blob (sha256, size, stored_at) values ($1, $2, $3) on conflict do nothing`, [
        sha256,
        size,
        this.clock.now(),
      ]);
  }
}

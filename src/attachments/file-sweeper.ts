import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { AttachmentUses, unreferenced } from './attachment-uses.ts';
import { BlobKeeping, SAFE_MS } from './blob-keeping.ts';
import { BlobStore, type BlobId } from './blob-store.ts';
import { UnitStorage } from './unit-storage.ts';

const BATCH = 200;
const DAY_MS = 24 * 3600_000;

/** How much was removed. */
export interface Swept {
  /** Parts of uploads that broke off. */
  readonly parts: number;
  /** Files that were never attached to anything. */
  readonly attachments: number;
  /** Contents that no file names. */
  readonly blobs: number;
}

/** Removes what nothing refers to, after a time in which it may still be wanted. */
@Injectable()
export class FileSweeper {
  constructor(
    private readonly store: BlobStore,
    private readonly keeping: BlobKeeping,
    private readonly uses: AttachmentUses,
    private readonly storage: UnitStorage,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async sweep(signal?: AbortSignal): Promise<Swept> {
    const parts = await this.store.sweepStaging(this.ago(SAFE_MS));
    const attachments = await this.sweepAttachments(signal);
    const blobs = (await this.sweepUnnamed(signal)) + (await this.sweepUnknown(signal));
    const swept = { parts, attachments, blobs };
    this.log.info(swept, 'files swept');
    return swept;
  }

  /** Removes one content, if it may go; at any point it may break off and be done again. */
  async removeBlob(id: BlobId): Promise<boolean> {
    const removal = await this.keeping.markRemoval(id);
    if (!removal) return false;
    await this.store.remove(id);
    await this.keeping.finishRemoval(removal);
    return true;
  }

  private async sweepAttachments(signal?: AbortSignal): Promise<number> {
    const unused = await unreferenced(this.database, 'attachment', 'a', 'id');
    const before = this.ago(this.config.get('UNUSED_FILE_DAYS') * DAY_MS);
    let after: readonly [Date, string] = [new Date(0), '00000000-0000-0000-0000-000000000000'];
    for (let swept = 0; ;) {
      signal?.throwIfAborted();
      const from = after;
      const { deleted, last } = await this.work.run((tx) => this.sweepBatch(tx, unused, before, from));
      swept += deleted;
      if (!last) return swept;
      after = last;
    }
  }

  /**
   * A file somebody is attaching at this moment is locked by that (see `AttachmentsReader.ownedBy`) and passed over. Once locked here
   * it is asked about again: the first look was older than the lock.
   */
  private async sweepBatch(tx: Tx, unused: string, before: Date, [at, id]: readonly [Date, string]) {
    const found = await tx.rows<{ id: string; uploadedAt: Date }>(
      `select a.id, a.uploaded_at as "uploadedAt" from attachment a
       where a.uploaded_at < $1 and (a.uploaded_at, a.id) > ($2, $3) and ${unused}
       order by a.uploaded_at, a.id limit ${BATCH} for update skip locked`,
      [before, at, id],
    );
    const ids = found.map((row) => row.id);
    const used = await this.uses.among(tx, ids);
    const deleted = await tx.rows<BlobId & { unitId: string }>(
      `delete from attachment a where a.id = any($1::uuid[]) and ${unused} returning unit_id as "unitId", sha256, size::float8 as size`,
      [ids.filter((one) => !used.has(one))],
    );
    await this.storage.release(tx, deleted);
    const end = found.at(-1);
    return { deleted: deleted.length, last: end ? ([end.uploadedAt, end.id] as const) : null };
  }

  /** Contents that are known and that nothing refers to any more; and those claimed by an upload that never got as far as a row. */
  private async sweepUnnamed(signal?: AbortSignal): Promise<number> {
    const unused = await unreferenced(this.database, 'blob', 'k', 'sha256');
    let [swept, after] = [0, ''];
    for (;;) {
      const rows = await this.database.rows<BlobId>(
        `select k.sha256, k.size::float8 as size from blob_keeping k where k.sha256 > $1 and k.claimed_at < $2 and ${unused}
         order by k.sha256 limit ${BATCH}`,
        [after, this.ago(SAFE_MS)],
      );
      swept += await this.removeEach(rows, signal);
      const last = rows.at(-1);
      if (!last) return swept;
      after = last.sha256;
    }
  }

  /** Contents the store holds and nobody knows of: what an older release or a restored backup has left there. */
  private async sweepUnknown(signal?: AbortSignal): Promise<number> {
    let swept = 0;
    let batch: BlobId[] = [];
    const flush = async (): Promise<void> => {
      const known = await this.database.rows<{ sha256: string }>(
        `select sha256 from blob where sha256 = any($1) union select sha256 from blob_keeping where sha256 = any($1)`,
        [batch.map(({ sha256 }) => sha256)],
      );
      const names = new Set(known.map(({ sha256 }) => sha256));
      swept += await this.removeEach(
        batch.filter(({ sha256 }) => !names.has(sha256)),
        signal,
      );
      batch = [];
    };
    for await (const { storedAt, ...id } of this.store.list()) {
      if (storedAt >= this.ago(SAFE_MS)) continue;
      batch.push(id);
      if (batch.length === BATCH) await flush();
    }
    await flush();
    return swept;
  }

  private async removeEach(ids: readonly BlobId[], signal?: AbortSignal): Promise<number> {
    let removed = 0;
    for (const id of ids) {
      signal?.throwIfAborted();
      if (await this.removeBlob(id)) removed += 1;
    }
    return removed;
  }

  private ago(ms: number): Date {
    return new Date(this.clock.now().getTime() - ms);
  }
}

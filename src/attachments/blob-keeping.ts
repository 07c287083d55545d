import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import type { BlobClaims, BlobId } from './blob-store.ts';

/** How long a claimed content stays although no row names it yet: longer than any upload takes from its bytes to its rows. */
export const SAFE_MS = 24 * 3600_000;
/** A removal that takes so long was left by a dead process; each call of a store gives up long before. */
const DEAD_REMOVAL_MS = 10 * 60_000;
const WAIT_MS = 100;
const WAITS = 100;

/** A content that is being removed, and by whom: only who marked it may finish. */
export interface Removal extends BlobId {
  readonly at: Date;
}

/**
 * One row per content agrees between uploads that rely on bytes and the sweeper that removes them. An upload claims the row before
 * it looks at the store; the sweeper marks it, only when the last claim is old and no attachment names it, before it touches the
 * store. Both are one statement on one row, so one of them comes first: a later claim waits for the removal and then writes the
 * bytes again, a later mark finds the claim and leaves the content alone. No transaction is open while files are touched.
 */
@Injectable()
export class BlobKeeping implements BlobClaims {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async claim({ sha256, size }: BlobId): Promise<{ readonly isSuspect: boolean }> {
    for (let i = 0; i < WAITS; i++) {
      const now = this.clock.now();
      const row = await this.database.first<{ verdict: string }>(
        `insert into blob_keeping as k (sha256, size, claimed_at, checked_at) values ($1, $2, $3, $3)
         on conflict (sha256) do update set claimed_at = greatest(k.claimed_at, excluded.claimed_at),
           removing_at = null, verdict = case when k.removing_at is null then k.verdict else 'missing' end
         where k.removing_at is null or k.removing_at < $4
         returning verdict`,
        [sha256, size, now, before(now, DEAD_REMOVAL_MS)],
      );
      if (row) return { isSuspect: row.verdict !== 'whole' };
      await sleep(WAIT_MS);
    }
    throw ATTACHMENTS.storeUnavailable({ reason: 'being-removed' }, [], 30);
  }

  async claimMany(ids: readonly BlobId[]): Promise<ReadonlySet<string>> {
    const now = this.clock.now();
    // In one order, so that two who claim the same wait for each other instead of locking up.
    const ordered = [...new Map(ids.map(({ sha256, size }) => [sha256, { sha256, size }])).values()].toSorted((a, b) =>
      a.sha256 < b.sha256 ? -1 : 1,
    );
    const rows = await this.database.rows<{ sha256: string; verdict: string }>(
      `insert into blob_keeping as k (sha256, size, claimed_at, checked_at)
       select c.sha256, c.size, $2, $2 from jsonb_to_recordset($1::jsonb) as c(sha256 text, size bigint) order by c.sha256
       on conflict (sha256) do update set claimed_at = greatest(k.claimed_at, excluded.claimed_at),
         removing_at = null, verdict = case when k.removing_at is null then k.verdict else 'missing' end
       where k.removing_at is null or k.removing_at < $3
       returning sha256, verdict`,
      [JSON.stringify(ordered), now, before(now, DEAD_REMOVAL_MS)],
    );
    const suspects = new Set(rows.filter(({ verdict }) => verdict !== 'whole').map(({ sha256 }) => sha256));
    const claimed = new Set(rows.map(({ sha256 }) => sha256));
    // Being removed just now: each is waited for.
    for (const id of ordered) if (!claimed.has(id.sha256) && (await this.claim(id)).isSuspect) suspects.add(id.sha256);
    return suspects;
  }

  async renewed({ sha256 }: BlobId): Promise<void> {
    await this.database.run(
      `update blob_keeping set verdict = 'whole', checked_at = $2, found_at = null, told_at = null where sha256 = $1`,
      [sha256, this.clock.now()],
    );
  }

  /**
   * Says that a content goes, and forgets its row. Then, and only then, the bytes may be removed.
   * @returns null when it stays: it is named by an attachment or another room, was claimed lately, or another removes it
   */
  async markRemoval({ sha256, size }: BlobId): Promise<Removal | null> {
    const now = this.clock.now();
    try {
      return await this.work.run(async (tx) =>
        (await this.mark(tx, { sha256, size }, now)) ? { sha256, size, at: now } : null,
      );
    } catch (error) {
      if (error instanceof StillNamed || (error as { code?: string }).code === FOREIGN_KEY) return null;
      throw error;
    }
  }

  /** The bytes are gone; uploads of the same content go on. */
  async finishRemoval({ sha256, at }: Removal): Promise<void> {
    await this.database.run(`delete from blob_keeping where sha256 = $1 and removing_at = $2`, [sha256, at]);
  }

  private async mark(tx: Tx, { sha256, size }: BlobId, now: Date): Promise<boolean> {
    // The row is there from here on, and locked: whoever claims this content waits for the end of this transaction.
    const marked = await tx.run(
      `insert into blob_keeping as k (sha256, size, claimed_at, removing_at) values ($1, $2, $3, $3)
       on conflict (sha256) do update set removing_at = $3
       where k.claimed_at < $4 and (k.removing_at is null or k.removing_at < $5)`,
      [sha256, size, now, before(now, SAFE_MS), before(now, DEAD_REMOVAL_MS)],
    );
    if (marked === 0) return false;
    // Whoever refers to the content keeps it: the foreign keys of other rooms too.
    await tx.run(`delete from blob where sha256 = $1 and stored_at < $2`, [sha256, before(now, SAFE_MS)]);
    if (await tx.first(`select 1 from blob where sha256 = $1`, [sha256])) throw new StillNamed();
    return true;
  }
}

const FOREIGN_KEY = '23503';

/** Takes the mark back. */
class StillNamed extends Error {}

const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);

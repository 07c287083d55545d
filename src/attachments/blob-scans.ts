import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { afterVerdict, type ScanState, type UnscannableReason, type VerdictState } from './scan.states.ts';

/** What a scanner found. */
export interface Verdict {
  readonly state: VerdictState;
  readonly signature: string | null;
  readonly reason: UnscannableReason | null;
  /** The scanner's own version, database and all. */
  readonly scannedWith: string;
}

/** A content and how far its scan is. */
export interface ScanTask {
  readonly sha256: string;
  readonly size: number;
  readonly state: ScanState;
  readonly attempts: number;
}

/** Keeps what is known of contents. Who scans, and when, is not decided here. */
@Injectable()
export class BlobScans {
  constructor(private readonly clock: Clock) {}

  /** From now on these contents wait for a verdict; those that have one, or wait already, stay as they are. @returns the new ones */
  async ask(tx: Tx, contents: readonly string[]): Promise<string[]> {
    const made = await tx.rows<{ sha256: string }>(
      `insert into blob_scan (sha256, state, asked_at) select x, 'pending', $2 from unnest($1::text[]) x order by x on conflict do nothing returning sha256`,
      [[...new Set(contents)], this.clock.now()],
    );
    return made.map(({ sha256 }) => sha256);
  }

  async task(queries: Queries, sha256: string): Promise<ScanTask | null> {
    return queries.first<ScanTask>(
      `select b.sha256, b.size::float8 as size, coalesce(s.state, 'off') as state, coalesce(s.attempts, 0) as attempts
       from blob b left join blob_scan s on s.sha256 = b.sha256 where b.sha256 = $1`,
      [sha256],
    );
  }

  /** No verdict this time. @returns how often that has happened */
  async noteFailure(tx: Tx, sha256: string, error: string): Promise<number> {
    const row = await tx.first<{ attempts: number }>(
      `update blob_scan set attempts = attempts + 1, last_error = $2 where sha256 = $1 and state = 'pending' returning attempts`,
      [sha256, error.slice(0, 500)],
    );
    return row?.attempts ?? 0;
  }

  /** Writes the verdict, after every transaction that decides on the content has ended (`ScanGate.hold`). @returns the states before and after */
  async conclude(tx: Tx, sha256: string, verdict: Verdict): Promise<{ before: ScanState; after: ScanState }> {
    await tx.first(`select from blob where sha256 = $1 for no key update`, [sha256]);
    const known = await tx.first<{ state: ScanState }>(`select state from blob_scan where sha256 = $1 for update`, [
      sha256,
    ]);
    const before = known?.state ?? 'off';
    const after = afterVerdict(before, verdict.state);
    const isNews = after === verdict.state;
    await tx.run(
      `insert into blob_scan as s (sha256, state, signature, reason, scanned_with, scanned_at, asked_at) values ($1, $2, $3, $4, $5, $6, $6)
       on conflict (sha256) do update set state = $2, scanned_with = $5, scanned_at = case when $7 then $6 else s.scanned_at end, attempts = 0, last_error = null,
         signature = case when $7 then $3 else s.signature end, reason = case when $7 then $4 else s.reason end`,
      [sha256, after, verdict.signature, verdict.reason, verdict.scannedWith, this.clock.now(), isNews],
    );
    return { before, after };
  }

  /** For contents that come with the service itself and need nobody's verdict: they pass as `off`, and the night's scan sees them too. */
  async waive(tx: Tx, sha256: string): Promise<void> {
    await tx.run(`delete from blob_scan where sha256 = $1 and state = 'pending'`, [sha256]);
  }

  /** What waits and has no job that would ever scan it. */
  async forgotten(queries: Queries, keyPrefix: string, limit: number): Promise<{ sha256: string; size: number }[]> {
    return queries.rows(
      `select s.sha256, b.size::float8 as size from blob_scan s join blob b on b.sha256 = s.sha256 where s.state = 'pending' and not exists (
         select from graphile_worker.jobs where key = $1 || s.sha256 and (locked_at is not null or attempts < max_attempts))
       order by s.asked_at limit $2`,
      [keyPrefix, limit],
    );
  }

  /** Files that came since then and were seen by an older scanner or none. @param version the scanner's own */
  async outdated(queries: Queries, since: Date, version: string, limit: number) {
    return queries.rows<{ sha256: string; size: number }>(
      `select b.sha256, b.size::float8 as size from blob b left join blob_scan s on s.sha256 = b.sha256
       where b.stored_at >= $1 and coalesce(s.state, 'off') in ('off', 'clean', 'unscannable') and s.scanned_with is distinct from $2
         and exists (select from attachment a where a.sha256 = b.sha256)
       order by s.scanned_at nulls first, b.sha256 limit $3`,
      [since, version, limit],
    );
  }

  /** How much waits, and since when. */
  async waiting(queries: Queries): Promise<{ count: number; since: Date | null; lastError: string | null }> {
    const row = await queries.first<{ count: number; since: Date | null; lastError: string | null }>(
      `select count(*)::int as count, min(asked_at) as since, (array_agg(last_error order by attempts desc))[1] as "lastError"
       from (select * from blob_scan where state = 'pending' order by asked_at limit 1000) s`,
    );
    return row ?? { count: 0, since: null, lastError: null };
  }

  /** @returns false when it was released before */
  async release(tx: Tx, attachmentId: string, actor: Actor, reason: string): Promise<boolean> {
    const made = await tx.run(
      `insert into scan_release (attachment_id, account_id, post_id, delegation_id, reason, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [
        attachmentId,
        actor.principal.accountId,
        actor.post.id,
        actor.post.delegation?.id ?? null,
        reason,
        this.clock.now(),
      ],
    );
    return made === 1;
  }
}

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { task } from '../platform/jobs/job-handler.ts';
import type { ArchiveOwner } from './archive.plan.ts';
import type { Tally } from './archiver.ts';
import type { MailBatch } from './found-mail.ts';
import { afterFailure, type MailProblem, type MailSource } from './mail-import.states.ts';

export const BRING_OVER = task<{ readonly importId: string }>('mail-archive.bring-over');
/** Imports run one after the other in each of these, so that twenty inboxes do not take every worker. */
const QUEUES = 3;
/** Whoever is silent for so long is dead; each batch renews it, and the largest mail takes less. */
const CLAIM_MS = 5 * 60_000;

/** An import this process works on, and nobody else. */
export interface ClaimedImport extends ArchiveOwner {
  readonly claim: string;
  readonly source: MailSource;
  readonly file: { readonly sha256: string; readonly size: number; readonly name: string } | null;
  readonly position: number;
  readonly expected: number | null;
  /** After each other, before this one. */
  readonly failures: number;
}

/** Somebody else works on it now: nothing more is written. */
export class ClaimLost extends Error {}

/** Who works on which import. The row decides: a claim is renewed with every batch, and a batch without it is not written. */
@Injectable()
export class ImportClaims {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** @returns null when there is nothing to do, or another process does it */
  take(importId: string): Promise<ClaimedImport | null> {
    const claim = randomUUID();
    return this.work.run(async (tx) => {
      const now = this.clock.now();
      const row = await tx.first<Omit<ClaimedImport, 'claim' | 'file'> & Record<string, unknown>>(
        `update mail_import m set state = 'running', claim = $2, claimed_until = $3, started_at = coalesce(m.started_at, $4),
           state_since = case when m.state = 'running' then m.state_since else $4 end
         from legacy_inbox i
         where m.id = $1 and i.id = m.inbox_id and m.state in ('waiting', 'running') and (m.claimed_until is null or m.claimed_until <= $4)
         returning m.id as "importId", m.inbox_id as "inboxId", i.unit_id as "unitId", m.requested_by as "accountId", m.source,
           m.file_sha256 as sha256, m.file_size::float8 as size, m.file_name as name, m.position::float8 as position, m.expected, m.failures`,
        [importId, claim, new Date(now.getTime() + CLAIM_MS), now],
      );
      if (!row) return null;
      const { sha256, size, name, ...rest } = row as unknown as ClaimedImport & {
        sha256: string | null;
        size: number;
        name: string;
      };
      return { ...rest, claim, file: sha256 === null ? null : { sha256, size, name } };
    });
  }

  /** Locks the row and renews the claim, in the transaction that writes a batch. @throws ClaimLost */
  async hold(tx: Tx, { importId, claim }: ClaimedImport): Promise<void> {
    const held = await tx.run(
      `update mail_import set claimed_until = $3 where id = $1 and claim = $2 and state = 'running'`,
      [importId, claim, new Date(this.clock.now().getTime() + CLAIM_MS)],
    );
    if (held === 0) throw new ClaimLost(importId);
  }

  /** How far it is, with a batch. */
  async advance(
    tx: Tx,
    { importId, inboxId }: ClaimedImport,
    batch: MailBatch,
    tally: Tally,
    workedMs: number,
  ): Promise<void> {
    await tx.run(
      `update mail_import set seen = seen + $2, copied = copied + $3, duplicates = duplicates + $4, broken = broken + $5, failed = failed + $6,
         bytes = bytes + $7, worked_ms = worked_ms + $8, folders_done = greatest(folders_done, $9), position = coalesce($10, position),
         failures = case when $3 + $4 > 0 then 0 else failures end, problem = case when $3 + $4 > 0 then null else problem end
       where id = $1`,
      [
        importId,
        tally.seen,
        tally.copied,
        tally.duplicates,
        tally.broken,
        tally.failed,
        tally.bytes,
        Math.round(workedMs),
        batch.foldersDone,
        batch.position,
      ],
    );
    if (!batch.folder) return;
    const { name, uidValidity, lastUid } = batch.folder;
    await tx.run(
      `insert into mail_import_folder (inbox_id, folder, uid_validity, last_uid, read_at) values ($1, $2, $3, $4, $5)
       on conflict (inbox_id, folder) do update set uid_validity = $3, last_uid = $4, read_at = $5`,
      [inboxId, name, uidValidity, lastUid, this.clock.now()],
    );
  }

  /** What there is to do, known once the source was opened. */
  async expect({ importId, claim }: ClaimedImport, folders: number | null, expected: number | null): Promise<void> {
    await this.work.run((tx) =>
      tx.run(
        `update mail_import set folders_total = $3, expected = coalesce(expected, $4) where id = $1 and claim = $2`,
        [importId, claim, folders, expected],
      ),
    );
  }

  /** Everything has been read; the uploaded file is no longer needed. */
  async finish({ importId, claim }: ClaimedImport): Promise<void> {
    await this.work.run((tx) =>
      tx.run(
        `update mail_import set state = 'done', state_since = $3, claim = null, claimed_until = null, problem = null, file_sha256 = null
         where id = $1 and claim = $2 and state = 'running'`,
        [importId, claim, this.clock.now()],
      ),
    );
  }

  /** Gives it back, to be gone on with. */
  async release(claimed: ClaimedImport): Promise<void> {
    await this.work.run(async (tx) => {
      const held = await tx.run(
        `update mail_import set claim = null, claimed_until = null where id = $1 and claim = $2 and state = 'running'`,
        [claimed.importId, claimed.claim],
      );
      if (held > 0) await this.enqueue(tx, claimed.importId, claimed.inboxId);
    });
  }

  /**
   * It could not go on. @returns false when somebody else has it, or it rests now
   */
  async stumble(claimed: ClaimedImport, problem: MailProblem): Promise<'again' | 'later' | 'rests'> {
    return this.work.run(async (tx) => {
      const row = await tx.first<{ failures: number }>(
        `update mail_import set failures = failures + 1, problem = $3 where id = $1 and claim = $2 and state = 'running' returning failures`,
        [claimed.importId, claimed.claim, problem],
      );
      if (!row) return 'rests';
      const wait = afterFailure(problem, row.failures);
      if (wait === 0) return 'again';
      await tx.run(
        `update mail_import set claim = null, claimed_until = null, state = $2, state_since = case when state = $2 then state_since else $3 end where id = $1`,
        [claimed.importId, wait === null ? 'paused' : 'running', this.clock.now()],
      );
      if (wait === null) return 'rests';
      const due = await tx.first<{ at: Date }>(`select now() + $1 * interval '1 second' as at`, [wait]);
      await this.enqueue(tx, claimed.importId, claimed.inboxId, due?.at);
      return 'later';
    });
  }

  async enqueue(tx: Tx, importId: string, inboxId: string, runAt?: Date): Promise<void> {
    const queue = `mail-archive-${Number.parseInt(inboxId.slice(-2), 16) % QUEUES}`;
    await this.jobs.enqueue(
      tx,
      BRING_OVER,
      { importId },
      { key: keyOf(importId), queue, priority: 10, ...(runAt && { runAt }) },
    );
  }

  /** Those nobody works on and no job will: their process died, or their job was lost. */
  async resumeForgotten(): Promise<void> {
    await this.work.run(async (tx) => {
      const left = await tx.rows<{ id: string; inboxId: string }>(
        `select id, inbox_id as "inboxId" from mail_import where state in ('waiting', 'running') and (claimed_until is null or claimed_until <= $1)
           and not exists (select from graphile_worker.jobs j where j.key = $2 || mail_import.id::text and j.locked_at is null and j.attempts < j.max_attempts)
         order by requested_at limit 100`,
        [this.clock.now(), KEY],
      );
      for (const { id, inboxId } of left) await this.enqueue(tx, id, inboxId);
    });
  }
}

const KEY = 'mail-import:';
const keyOf = (importId: string): string => KEY + importId;

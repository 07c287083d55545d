import { Injectable, type OnModuleInit } from '@nestjs/common';
import { BlobScans, type ScanTask, type Verdict } from '../attachments/blob-scans.ts';
import { NewFiles } from '../attachments/new-files.ts';
import { passes, type ScanState } from '../attachments/scan.states.ts';
import { Audit } from '../platform/audit/audit.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { pauseSeconds } from './answer.policy.ts';
import { queueFor, SCAN, SCAN_KEY } from './scan.tasks.ts';
import { Scanner } from './scanner.ts';

/** A content whose state has changed. */
export interface Judged {
  readonly sha256: string;
  readonly state: ScanState;
  /** Others could open it until now. */
  readonly wasOpen: boolean;
}

export type JudgedHandler = (tx: Tx, judged: Judged) => Promise<void>;

/** Sees to it that every file gets its verdict, and tells other rooms of it. */
@Injectable()
export class Scans implements OnModuleInit {
  readonly #handlers: JudgedHandler[] = [];

  constructor(
    private readonly newFiles: NewFiles,
    private readonly blobScans: BlobScans,
    private readonly scanner: Scanner,
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    if (!this.scanner.isOn) return;
    this.newFiles.on(async (tx, files) => {
      const fresh = new Set(
        await this.blobScans.ask(
          tx,
          files.map(({ sha256 }) => sha256),
        ),
      );
      const sizes = new Map(files.map(({ sha256, size }) => [sha256, size]));
      for (const sha256 of fresh) await this.enqueue(tx, { sha256, size: sizes.get(sha256) ?? 0 });
    });
  }

  /** Names who is told, in its transaction, of every content whose state changes. Call it in `onModuleInit`. */
  onJudged(handler: JudgedHandler): void {
    this.#handlers.push(handler);
  }

  async enqueue(
    tx: Tx,
    { sha256, size }: { readonly sha256: string; readonly size: number },
    { again = false, runAt }: { readonly again?: boolean; readonly runAt?: Date } = {},
  ): Promise<void> {
    await this.jobs.enqueue(
      tx,
      SCAN,
      { sha256, again },
      { key: SCAN_KEY + sha256, queue: queueFor(size), priority: again ? 10 : 0, ...(runAt && { runAt }) },
    );
  }

  /** Writes a verdict down with what follows from it. */
  async conclude(sha256: string, verdict: Verdict): Promise<void> {
    await this.work.run(async (tx) => {
      const { before, after } = await this.blobScans.conclude(tx, sha256, verdict);
      if (before === after) return;
      if (after === 'infected') await this.#recordInfection(tx, sha256, verdict);
      for (const handler of this.#handlers) await handler(tx, { sha256, state: after, wasOpen: passes(before) });
    });
  }

  /** No verdict: a file that waits goes on waiting, and is tried again by the database's clock. */
  async putOff(task: ScanTask, error: string): Promise<void> {
    await this.work.run(async (tx) => {
      const attempts = await this.blobScans.noteFailure(tx, task.sha256, error);
      if (attempts === 0) return;
      const due = await tx.first<{ at: Date }>(`select now() + $1 * interval '1 second' as at`, [
        pauseSeconds(attempts),
      ]);
      await this.enqueue(tx, task, due ? { runAt: due.at } : {});
    });
  }

  /** One line for each unit that has the file, so that its administrators see it. */
  async #recordInfection(tx: Tx, sha256: string, { signature, scannedWith }: Verdict): Promise<void> {
    const files = await tx.rows<{ id: string; unitId: string }>(
      `select attachment_id as id, unit_id as "unitId" from attachment_scan where sha256 = $1 order by attachment_id`,
      [sha256],
    );
    for (const { id, unitId } of files)
      await this.audit.record(
        tx,
        { accountId: null, address: null },
        { act: 'quarantine', subjectType: 'attachment', subjectId: id, unitId, detail: { signature, scannedWith } },
      );
  }
}

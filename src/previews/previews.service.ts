import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Attachment } from '../attachments/attachment.entity.ts';
import { BlobScans } from '../attachments/blob-scans.ts';
import type { BlobId } from '../attachments/blob-store.ts';
import { DerivedBlobs } from '../attachments/derived-blobs.ts';
import { NewFiles } from '../attachments/new-files.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { task } from '../platform/jobs/job-handler.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { fold } from '../platform/text/vietnamese.ts';
import { Scans } from '../scans/scans.service.ts';
import type { ChildResult } from './child/child-result.ts';
import { mayTryAgain, wayOf, type PreviewReason } from './preview.plan.ts';

export const MAKE_PREVIEW = task<{ readonly sha256: string }>('previews.make');
const KEY = 'preview:';
/** LibreOffice and pictures of pages take a whole core: one at a time. */
const QUEUE = 'previews';
const PAUSE_SECONDS = 60;
const MAX_DEATHS = 5;

/** A content whose preview is to be made now. */
export interface PreviewTask extends BlobId {
  readonly mediaType: string;
  readonly attempts: number;
}

export interface StoredPage extends BlobId {
  readonly page: number;
  readonly width: number;
  readonly height: number;
}

/** Sees to it that every clean file gets its preview once, whatever number of attachments it has. */
@Injectable()
export class Previews implements OnModuleInit {
  readonly #isOn: boolean;

  constructor(
    config: Config,
    private readonly newFiles: NewFiles,
    private readonly scans: Scans,
    private readonly blobScans: BlobScans,
    private readonly derived: DerivedBlobs,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {
    this.#isOn = config.get('PREVIEWS') === 'on';
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  onModuleInit(): void {
    if (!this.#isOn) return;
    this.newFiles.on((tx, files) => this.ask(tx, files));
    this.scans.onJudged(async (tx, { sha256, state }) => {
      const isWaiting = await tx.first(`select from preview where sha256 = $1 and state = 'waiting'`, [sha256]);
      if (state === 'clean' && isWaiting) await this.enqueue(tx, sha256);
    });
  }

  /** Asks for the previews of these files; one that is there, or was tried, stays. What is not scanned yet waits for its verdict. */
  async ask(tx: Tx, files: readonly Pick<Attachment, 'sha256' | 'mediaType'>[]): Promise<void> {
    const visible = new Map(files.filter((f) => wayOf(f.mediaType)).map((f) => [f.sha256, f.mediaType]));
    const inOrder = [...visible].toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [sha256, mediaType] of inOrder) {
      const isNew = await tx.run(
        `insert into preview (sha256, state, media_type, asked_at) values ($1, 'waiting', $2, $3) on conflict do nothing`,
        [sha256, mediaType, this.clock.now()],
      );
      if (isNew > 0 && (await this.isOpen(tx, sha256))) await this.enqueue(tx, sha256);
    }
  }

  /** @returns null when there is nothing to do: it is made already, or not clean */
  begin(sha256: string): Promise<PreviewTask | null> {
    return this.work.run(async (tx) => {
      const seen = await tx.first<PreviewTask & { state: string }>(
        `select p.sha256, p.state, p.attempts, p.media_type as "mediaType", b.size::float8 as size from preview p join blob b on b.sha256 = p.sha256
         where p.sha256 = $1 for update of p`,
        [sha256],
      );
      if (!seen || seen.state === 'ready' || seen.state === 'failed' || !(await this.isOpen(tx, sha256))) return null;
      // The service itself may have died of it, each time: then nobody has written down a failure.
      if (seen.attempts >= MAX_DEATHS) {
        await tx.run(`update preview set state = 'failed', reason = 'crashed' where sha256 = $1`, [sha256]);
        return null;
      }
      await tx.run(`update preview set state = 'making', attempts = attempts + 1 where sha256 = $1`, [sha256]);
      return { ...seen, attempts: seen.attempts + 1 };
    });
  }

  /** The pictures are kept already. */
  async finish(sha256: string, result: ChildResult, pages: readonly StoredPage[], text: string | null): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.first(`select from preview where sha256 = $1 for update`, [sha256]);
      await this.derived.record(
        tx,
        pages.map((page) => ({ sha256: page.sha256, size: page.size })),
      );
      await tx.run(`delete from preview_page where sha256 = $1`, [sha256]);
      for (const { page, sha256: blob, size, width, height } of pages)
        await tx.run(
          `insert into preview_page (sha256, page, blob_sha256, size, width, height) values ($1, $2, $3, $4, $5, $6)`,
          [sha256, page, blob, size, width, height],
        );
      if (text !== null)
        await tx.run(
          `insert into preview_text (sha256, content, folded, is_cut) values ($1, $2, $3, $4)
           on conflict (sha256) do update set content = $2, folded = $3, is_cut = $4`,
          [sha256, text, fold(text), result.isTextCut],
        );
      await tx.run(
        `update preview set state = 'ready', reason = null, page_count = $2, made_at = $3 where sha256 = $1`,
        [sha256, result.pageCount, this.clock.now()],
      );
    });
  }

  /** Nothing came of it: for good, or until the second try. */
  async fail({ sha256, attempts }: PreviewTask, reason: PreviewReason): Promise<void> {
    await this.work.run(async (tx) => {
      if (!mayTryAgain(reason, attempts)) {
        await tx.run(`update preview set state = 'failed', reason = $2 where sha256 = $1`, [sha256, reason]);
        return;
      }
      await tx.run(`update preview set state = 'waiting' where sha256 = $1`, [sha256]);
      const due = await tx.first<{ at: Date }>(`select now() + $1 * interval '1 second' as at`, [PAUSE_SECONDS]);
      await this.enqueue(tx, sha256, due?.at);
    });
  }

  /** It is made once LibreOffice is installed. */
  async lackConverter({ sha256 }: PreviewTask): Promise<void> {
    await this.work.run((tx) =>
      tx.run(`update preview set state = 'no-converter', attempts = 0 where sha256 = $1`, [sha256]),
    );
  }

  async enqueue(tx: Tx, sha256: string, runAt?: Date): Promise<void> {
    await this.jobs.enqueue(
      tx,
      MAKE_PREVIEW,
      { sha256 },
      { key: KEY + sha256, queue: QUEUE, priority: 20, maxAttempts: 5, ...(runAt && { runAt }) },
    );
  }

  /** Previews nobody is going to make any more: older files, lost jobs, a converter that has been installed. */
  async catchUp(hasConverter: boolean, limit: number): Promise<void> {
    await this.work.run(async (tx) => {
      const without = await tx.rows<Pick<Attachment, 'sha256' | 'mediaType'>>(
        `select distinct on (a.sha256) a.sha256, a.media_type as "mediaType" from attachment a
         where not exists (select from preview p where p.sha256 = a.sha256) and a.media_type = any($2) order by a.sha256 limit $1`,
        [limit, await visibleTypes(tx)],
      );
      await this.ask(tx, without);
      const left = await tx.rows<{ sha256: string }>(
        `select p.sha256 from preview p left join blob_scan s on s.sha256 = p.sha256
         where (p.state in ('waiting', 'making') or p.state = 'no-converter' and $3) and coalesce(s.state, 'clean') = 'clean' and not exists (
           select from graphile_worker.jobs where key = $2 || p.sha256 and (locked_at is not null or attempts < max_attempts))
         order by p.asked_at limit $1`,
        [limit, KEY, hasConverter],
      );
      for (const { sha256 } of left) await this.enqueue(tx, sha256);
    });
  }

  private async isOpen(tx: Tx, sha256: string): Promise<boolean> {
    const known = await this.blobScans.task(tx, sha256);
    return known?.state === 'clean' || known?.state === 'off';
  }
}

async function visibleTypes(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ type: string }>(`select distinct media_type as type from attachment`);
  return rows.map(({ type }) => type).filter((type) => wayOf(type));
}

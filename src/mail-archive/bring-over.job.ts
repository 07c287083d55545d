import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { BlobStore } from '../attachments/blob-store.ts';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import type { ImapFlow } from 'imapflow';
import { InboxServers } from '../legacy-inboxes/inbox-servers.ts';
import type { MailReading } from '../mail-reading/mail-reading.ts';
import { ReadingThreads } from '../mail-reading/reading-threads.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { inTime } from '../platform/mail/imap-patience.ts';
import { isRefusedCommand } from '../platform/mail/imap-trouble.policy.ts';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { Archiver } from './archiver.ts';
import { FileSource } from './file-source.ts';
import { dropBatch, oneAhead, type MailBatch } from './found-mail.ts';
import { foldersOf, ImapSource, type FolderPosition } from './imap-source.ts';
import { BRING_OVER, ClaimLost, ImportClaims, type ClaimedImport } from './import-claims.ts';
import { dropRead, MailKeeping } from './mail-keeping.ts';
import { problemOf } from './mail-stop.ts';
import { Pace } from './pace.ts';
import { Portion } from './portion.ts';

/** Then another inbox of the queue has its turn; a job must end long before graphile takes it for dead (4 h). */
const SLICE_MS = 120_000;
const RESUME = task('mail-archive.resume');

/** Takes what is in an old inbox, or in an uploaded file, into the archive. May be ended at any point and goes on from there. */
@Injectable()
export class BringOver extends JobHandler<{ readonly importId: string }> {
  readonly task = BRING_OVER;

  constructor(
    private readonly claims: ImportClaims,
    private readonly keeping: MailKeeping,
    private readonly archiver: Archiver,
    private readonly threads: ReadingThreads,
    private readonly servers: InboxServers,
    private readonly blobs: BlobStore,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly config: Config,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async run({ importId }: { readonly importId: string }, { signal }: JobContext): Promise<void> {
    const claimed = await this.claims.take(importId);
    if (!claimed) return;
    await this.threads.use((readers) => this.pursue(claimed, readers, signal));
  }

  private async pursue(first: ClaimedImport, readers: readonly MailReading[], signal: AbortSignal): Promise<void> {
    for (let claimed = first; ; claimed = { ...claimed, failures: claimed.failures + 1 }) {
      try {
        const isDone = await this.pass(claimed, readers, signal);
        return await (isDone ? this.claims.finish(claimed) : this.claims.release(claimed));
      } catch (error) {
        if (error instanceof ClaimLost) return;
        if (signal.aborted) return this.claims.release(claimed);
        if ((await this.stumble(claimed, error)) !== 'again') return;
      }
    }
  }

  private stumble(claimed: ClaimedImport, error: unknown): Promise<'again' | 'later' | 'rests'> {
    const problem = problemOf(error);
    this.log.warn({ err: error, importId: claimed.importId, problem }, 'old mails: broken off');
    return this.claims.stumble(claimed, problem);
  }

  /** @returns false when there is more to do, in another slice */
  private async pass(claimed: ClaimedImport, readers: readonly MailReading[], signal: AbortSignal): Promise<boolean> {
    const began = performance.now();
    const source = claimed.source === 'imap' ? this.fromServer(claimed, signal) : this.fromFile(claimed);
    let last = began;
    // While the rows of one batch are written, the bytes of the next are kept, the one behind it is read and one more fetched.
    const read = oneAhead(this.keeping.readAll(oneAhead(source, dropBatch), readers), dropRead);
    const kept = oneAhead(this.keeping.keepAll(claimed, read, this.config.get('MIN_FREE_DISK_MB')), dropRead);
    for await (const { batch, reads } of kept) {
      const now = performance.now();
      const worked = now - last;
      last = now;
      await this.work.run(async (tx) => {
        await this.claims.hold(tx, claimed);
        const tally = await this.archiver.write(tx, claimed, reads);
        await this.claims.advance(tx, claimed, batch, tally, worked);
      });
      if (signal.aborted || now - began > SLICE_MS) return false;
    }
    return true;
  }

  /** On a disk that is nearly full nothing may be left lying. */
  private async *fromServer(claimed: ClaimedImport, signal: AbortSignal): AsyncGenerator<MailBatch> {
    const client = await this.servers.open(claimed.inboxId);
    // Whatever is being waited for when the process is told to stop, fails at once.
    const stop = (): void => client.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const folders = await inTime(client, this.servers.patience, 0, () => foldersOf(client));
      await this.claims.expect(
        claimed,
        folders.length,
        claimed.expected ?? (await this.left(claimed.inboxId, client, folders)),
      );
      const source = new ImapSource({
        client,
        pace: new Pace(this.config.get('LEGACY_IMPORT_KB_PER_SECOND') * 1024, signal),
        patience: this.servers.patience,
        portion: new Portion(claimed.failures > 0),
        stage: () => this.blobs.stage(),
        positionOf: (folder, uidValidity) => this.positionOf(claimed, folder, uidValidity),
      });
      yield* source.batches(folders);
      await client.logout().catch(() => undefined);
    } finally {
      signal.removeEventListener('abort', stop);
      client.close();
    }
  }

  private async *fromFile(claimed: ClaimedImport): AsyncGenerator<MailBatch> {
    if (!claimed.file || claimed.source === 'imap') throw ATTACHMENTS.blobMissing();
    const { sha256, size, name } = claimed.file;
    // The same file once more has the same places: nothing of it is taken twice.
    const folder = `${name} (${sha256.slice(0, 12)})`;
    yield* new FileSource(this.blobs).batches({
      sha256,
      size,
      source: claimed.source,
      folder,
      position: claimed.position,
    });
  }

  /** Mails on the server that no import has seen, about: folders may have changed since. */
  private async left(inboxId: string, client: ImapFlow, folders: readonly string[]): Promise<number> {
    let total = 0;
    for (const path of folders) {
      const status = await inTime(client, this.servers.patience, 0, () =>
        client.status(path, { messages: true }).catch((error: unknown) => {
          if (!isRefusedCommand(error)) throw error;
          return false as const;
        }),
      );
      total += (status && status.messages) || 0;
    }
    const known = await this.database.first<{ count: number }>(
      `select count(*)::int as count from archived_mail_source s join mail_import_folder f
         on f.inbox_id = s.inbox_id and f.folder = s.folder and f.uid_validity = s.uid_validity
       where s.inbox_id = $1 and s.problem is null`,
      [inboxId],
    );
    return Math.max(0, total - (known?.count ?? 0));
  }

  private async positionOf(
    { inboxId, importId }: ClaimedImport,
    folder: string,
    uidValidity: number,
  ): Promise<FolderPosition | null> {
    const row = await this.database.first<{ lastUid: number; missed: number[] }>(
      `select f.last_uid::float8 as "lastUid", coalesce((select array_agg(s.uid::int8::float8 order by s.uid) from archived_mail_source s
           where s.inbox_id = f.inbox_id and s.folder = f.folder and s.uid_validity = f.uid_validity and s.problem is not null
             and s.uid <= f.last_uid and s.import_id <> $4), '{}') as missed
       from mail_import_folder f where f.inbox_id = $1 and f.folder = $2 and f.uid_validity = $3`,
      [inboxId, folder, uidValidity, importId],
    );
    return row && { uidValidity, ...row };
  }
}

/** Every minute: imports whose process died, or whose job was lost, go on. */
@Injectable()
export class ResumeImports extends JobHandler {
  readonly task = RESUME;
  override readonly cron = '* * * * *';

  constructor(private readonly claims: ImportClaims) {
    super();
  }

  async run(): Promise<void> {
    await this.claims.resumeForgotten();
  }
}

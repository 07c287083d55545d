import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';
import { Staging } from './staging.ts';
import { UploadsReader } from './uploads.reader.ts';

const SWEEP = task('uploads.sweep');
const BATCH = 500;

/** Forgets uploads that got no byte for too long, and staged bytes that belong to no upload; every hour. */
@Injectable()
export class SweepUploads extends JobHandler {
  readonly task = SWEEP;
  override readonly cron = '25 * * * *';

  constructor(
    private readonly database: Database,
    private readonly reader: UploadsReader,
    private readonly staging: Staging,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.database.run(`delete from upload_lock where expires_at < now() - interval '1 hour'`);
    let swept: { id: string }[];
    do {
      // Somebody who holds the lock may be bringing a byte right now.
      swept = await this.database.rows<{ id: string }>(
        `delete from upload where id in (
           select id from upload u where touched_at <= $1
             and not exists (select from upload_lock where upload_id = u.id and expires_at >= now())
           order by touched_at limit $2) and touched_at <= $1 returning id`,
        [this.reader.expired, BATCH],
      );
      for (const { id } of swept) await this.staging.remove(id);
    } while (swept.length === BATCH);
    await this.#sweepFolders();
  }

  /** A folder is made only after its row is there, so one without an unfinished upload is left over from a cut-off removal. */
  async #sweepFolders(): Promise<void> {
    const ids = await this.staging.ids();
    const known = await this.database.rows<{ id: string }>(
      `select id from upload where id = any($1::uuid[]) and attachment_id is null`,
      [ids],
    );
    const kept = new Set(known.map(({ id }) => id));
    for (const id of ids) if (!kept.has(id)) await this.staging.remove(id);
  }
}

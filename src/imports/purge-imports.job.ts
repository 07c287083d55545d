import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';

const PURGE_IMPORTS = task('imports.purge');

const KEPT_MS = 30 * 24 * 3600_000;
/** Imports looked at in one night's query; the rest waits for the next round of the loop. */
const AT_ONCE = 20;

/** Removes files and rows, which hold people's names and addresses, 30 days after the upload; that there was an import stays. */
@Injectable()
export class PurgeImports extends JobHandler {
  readonly task = PURGE_IMPORTS;
  override readonly cron = '25 19 * * *';

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (;;) {
      const old = await this.database.rows<{ id: string }>(
        `select id from table_import where uploaded_at < $1 and purged_at is null and state <> 'applying' order by uploaded_at limit $2`,
        [before, AT_ONCE],
      );
      for (const { id } of old) await this.purge(id);
      if (old.length < AT_ONCE) return;
    }
  }

  /** One that nobody applied can no longer be: it is given up. */
  private async purge(id: string): Promise<void> {
    await this.work.run(async (tx) => {
      const now = this.clock.now();
      const held = await tx.first(`select id from table_import where id = $1 and state <> 'applying' for update`, [id]);
      if (!held) return;
      await tx.run(`delete from table_import_part where import_id = $1`, [id]);
      await tx.run(`delete from table_import_row where import_id = $1`, [id]);
      await tx.run(
        `update table_import set state = 'cancelled', phase = 'done', cancelled_at = $2 where id = $1 and state in ('checking', 'checked')`,
        [id, now],
      );
      await tx.run(`update table_import set purged_at = $2 where id = $1`, [id, now]);
    });
  }
}

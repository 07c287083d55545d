import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';

const FORGET_CREDENTIALS = task('credentials.forget');

/** The audit log keeps who issued and used what for good. */
const KEPT_MS = 90 * 86_400_000;

/** Forgets codes and links that were used, taken back or ran out long ago, every night at 2:50 in Vietnam. */
@Injectable()
export class ForgetCredentials extends JobHandler {
  readonly task = FORGET_CREDENTIALS;
  override readonly cron = '50 19 * * *';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** All at once: a few hundred a night. */
  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (const table of ['activation_code', 'password_reset'])
      await this.database.run(`delete from ${table} where coalesce(used_at, voided_at, expires_at) < $1`, [before]);
  }
}

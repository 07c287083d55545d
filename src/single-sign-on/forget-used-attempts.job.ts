import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';

const FORGET_USED = task('single-sign-on.forget-used');

/** Forgets attempts that have expired: their cookies are refused for their age. Every hour. */
@Injectable()
export class ForgetUsedAttempts extends JobHandler {
  readonly task = FORGET_USED;
  override readonly cron = '25 * * * *';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.database.run(`delete from single_sign_on_used where expires_at < $1`, [this.clock.now()]);
  }
}

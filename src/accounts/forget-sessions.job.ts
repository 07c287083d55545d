import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';

const FORGET_SESSIONS = task('accounts.forget-sessions');

/** Long enough to look into who was signed in when something happened; the audit log keeps sign-ins for good. */
const KEPT_MS = 90 * 86_400_000;
const BATCH = 5000;

/** Forgets sessions that ended or ran out long ago, every night at 2:40 in Vietnam. */
@Injectable()
export class ForgetSessions extends JobHandler {
  readonly task = FORGET_SESSIONS;
  override readonly cron = '40 19 * * *';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    let forgotten: number;
    do {
      forgotten = await this.database.run(
        `delete from session where id in
           (select id from session where coalesce(revoked_at, expires_at) < $1 order by coalesce(revoked_at, expires_at) limit $2)`,
        [before, BATCH],
      );
    } while (forgotten === BATCH);
  }
}

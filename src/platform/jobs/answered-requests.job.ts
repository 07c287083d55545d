import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { Database } from '../database/database.ts';
import { JobHandler, task } from './job-handler.ts';

const FORGET_ANSWERED_REQUESTS = task('platform.forget-answered-requests');

/** Nobody repeats a request after this long. */
const KEPT_MS = 14 * 24 * 3600_000;
/** Few enough to stay far below the statement time-out. */
const BATCH = 5000;

/** Forgets the kept answers of old requests, every night at 2:10 in Vietnam. */
@Injectable()
export class ForgetAnsweredRequests extends JobHandler {
  readonly task = FORGET_ANSWERED_REQUESTS;
  override readonly cron = '10 19 * * *';

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
        `delete from answered_request where (account_id, key) in
           (select account_id, key from answered_request where at < $1 order by at limit $2)`,
        [before, BATCH],
      );
    } while (forgotten === BATCH);
  }
}

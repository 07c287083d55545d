import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { WebhookRunner } from './webhook-runner.ts';
import { Webhooks } from './webhooks.service.ts';

const SEND_WEBHOOKS = task('webhooks.send');
const SWEEP_WEBHOOKS = task('webhooks.sweep');

/** How long what has ended can be looked at and replayed. */
const KEPT_MS = 30 * 24 * 3600_000;
/** Few enough to stay far below the statement time-out. */
const BATCH = 2000;

/** Sends what is due, every minute: what the ticker of a stopped process left behind. */
@Injectable()
export class SendWebhooks extends JobHandler {
  readonly task = SEND_WEBHOOKS;
  override readonly cron = '* * * * *';

  constructor(private readonly runner: WebhookRunner) {
    super();
  }

  run(_: object, { signal }: JobContext): Promise<void> {
    return this.runner.runDue(signal);
  }
}

/** Ends webhooks of closed units and forgets events that ended a month ago, every night at 2:40 in Vietnam. */
@Injectable()
export class SweepWebhooks extends JobHandler {
  readonly task = SWEEP_WEBHOOKS;
  override readonly cron = '40 19 * * *';

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly webhooks: Webhooks,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.webhooks.closeThoseOfClosedUnits();
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    let forgotten: number;
    do {
      forgotten = await this.database.run(
        `delete from webhook_event where id in (select id from webhook_event where ended_at < $1 order by ended_at limit ${BATCH})`,
        [before],
      );
    } while (forgotten === BATCH);
  }
}

import { Injectable } from '@nestjs/common';
import { ForgettingJob, oldest } from '../platform/jobs/forgetting-job.ts';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { WebhookRunner } from './webhook-runner.ts';
import { Webhooks } from './webhooks.service.ts';

const SEND_WEBHOOKS = task('webhooks.send');
const CLOSE_WEBHOOKS = task('webhooks.close');
const FORGET_EVENTS = task('webhooks.forget');

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

/** Ends webhooks of closed units, every night at 2:35 in Vietnam. */
@Injectable()
export class CloseWebhooks extends JobHandler {
  readonly task = CLOSE_WEBHOOKS;
  override readonly cron = '35 19 * * *';

  constructor(private readonly webhooks: Webhooks) {
    super();
  }

  run(): Promise<void> {
    return this.webhooks.closeThoseOfClosedUnits();
  }
}

/** Forgets events that ended a month ago, and their attempts, every night at 2:45 in Vietnam. */
@Injectable()
export class ForgetWebhookEvents extends ForgettingJob {
  readonly task = FORGET_EVENTS;
  override readonly cron = '45 19 * * *';
  /** How long what has ended can be looked at and replayed. */
  protected readonly keptDays = 30;
  protected readonly deletions = [oldest('webhook_event', 'ended_at')];
}

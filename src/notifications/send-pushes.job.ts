import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { LOGGER } from '../platform/log/logger.ts';
import type { PostResult } from '../platform/outlet/outlet.ts';
import { PushKeys } from './push-keys.ts';
import { PushMessages, type Claimed, type Target } from './push-messages.ts';
import { PushOutlet } from './push-outlet.ts';
import { lettersFor, type PushLetter } from './push-payload.ts';
import { meaningOf, pauseAfter } from './push.policy.ts';
import { pushJobKey, SEND_PUSHES } from './push.tasks.ts';

const SEND_DUE = task('notifications.send-due-pushes');
/** Devices put to work in one go; the rest a minute later. */
const BATCH = 2000;

/** Sends what is due to one device. What fails waits in its row and not in the job: push services say themselves when to come again. */
@Injectable()
export class SendPushes extends JobHandler<{ readonly subscriptionId: string }> {
  readonly task = SEND_PUSHES;

  constructor(
    private readonly work: UnitOfWork,
    private readonly messages: PushMessages,
    private readonly keys: PushKeys,
    private readonly outlet: PushOutlet,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async run({ subscriptionId }: { readonly subscriptionId: string }, { signal }: JobContext): Promise<void> {
    const claimed = await this.work.run((tx) => this.messages.claim(tx, subscriptionId));
    if (!claimed) return;
    for (const letter of lettersFor(claimed.notices, claimed.hidden)) {
      if (signal.aborted) return;
      const goesOn = await this.send(claimed, letter);
      if (!goesOn) return;
    }
  }

  /** @returns whether the device takes more now */
  private async send({ target, notices }: Claimed, letter: PushLetter): Promise<boolean> {
    const result = await this.post(target, letter);
    const attempts = Math.max(...notices.map((notice) => notice.attempts));
    const meaning = meaningOf(result.status);
    this.log.debug({ subscriptionId: target.id, status: result.status, error: result.error }, 'push');
    await this.work.run(async (tx) => {
      if (meaning === 'done') return this.messages.sent(tx, target.id, letter.noticeIds);
      if (meaning === 'gone') return this.messages.forget(tx, target.id);
      if (meaning === 'refused') return this.messages.refused(tx, target.id, letter.noticeIds);
      const seconds = pauseAfter(attempts, result.retryAfter);
      const waiting = notices.map(({ id }) => id);
      return this.messages.putOff(tx, target.id, waiting, seconds);
    });
    return meaning === 'done' || meaning === 'refused';
  }

  private async post(target: Target, { payload, ttl, urgency, topic }: PushLetter): Promise<PostResult> {
    const { headers, body } = await this.keys.letter(target, payload, { ttl, urgency, topic });
    return this.outlet.post(target.endpoint, headers, body);
  }
}

/** Every minute: what waited for the end of the quiet hours or for another try, and what a stopped process left. */
@Injectable()
export class SendDuePushes extends JobHandler {
  readonly task = SEND_DUE;
  override readonly cron = '* * * * *';

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {
    super();
  }

  async run(): Promise<void> {
    const due = await this.database.rows<{ subscriptionId: string }>(
      `select distinct subscription_id as "subscriptionId" from (select subscription_id from push_message where next_at <= $1
         order by next_at limit ${BATCH}) few order by 1`,
      [this.clock.now()],
    );
    await this.work.run((tx) => this.jobs.enqueueMany(tx, SEND_PUSHES, due, { key: pushJobKey }));
  }
}

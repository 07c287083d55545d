import { Injectable } from '@nestjs/common';
import { ForgettingJob, oldest } from '../platform/jobs/forgetting-job.ts';
import { task } from '../platform/jobs/job-handler.ts';

const FORGET_NOTICES = task('notifications.forget-notices');
const FORGET_SUBSCRIPTIONS = task('notifications.forget-subscriptions');

/** Forgets what people were told long ago, every night at 3:05 in Vietnam. The documents and their receipts stay. */
@Injectable()
export class ForgetNotices extends ForgettingJob {
  readonly task = FORGET_NOTICES;
  override readonly cron = '5 20 * * *';
  protected readonly keptDays = 90;
  protected readonly deletions = [oldest('notice', 'at')];
}

/** Forgets devices whose session has ended, every night at 3:10 in Vietnam; nothing is sent to them since that moment. */
@Injectable()
export class ForgetSubscriptions extends ForgettingJob {
  readonly task = FORGET_SUBSCRIPTIONS;
  override readonly cron = '10 20 * * *';
  protected readonly keptDays = 0;
  protected readonly deletions = [
    `delete from push_subscription where id in (select s.id from push_subscription s join session e on e.id = s.session_id
       where coalesce(e.revoked_at, e.expires_at) < $1 limit $2)`,
  ];
}

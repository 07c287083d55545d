import { Injectable } from '@nestjs/common';
import { ForgettingJob, oldest } from '../platform/jobs/forgetting-job.ts';
import { task } from '../platform/jobs/job-handler.ts';

const FORGET_CREDENTIALS = task('credentials.forget');
const ENDED = 'coalesce(used_at, voided_at, expires_at)';

/** Forgets codes and links that were used, taken back or ran out long ago, every night at 2:50 in Vietnam. */
@Injectable()
export class ForgetCredentials extends ForgettingJob {
  readonly task = FORGET_CREDENTIALS;
  override readonly cron = '50 19 * * *';
  /** The audit log keeps who issued and used what for good. */
  protected readonly keptDays = 90;
  protected readonly deletions = [oldest('activation_code', ENDED), oldest('password_reset', ENDED)];
}

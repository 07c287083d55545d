import { Injectable } from '@nestjs/common';
import { ForgettingJob, oldest } from '../platform/jobs/forgetting-job.ts';
import { task } from '../platform/jobs/job-handler.ts';

const FORGET_USED = task('single-sign-on.forget-used');

/** Forgets attempts that have expired: their cookies are refused for their age. Every hour. */
@Injectable()
export class ForgetUsedAttempts extends ForgettingJob {
  readonly task = FORGET_USED;
  override readonly cron = '25 * * * *';
  protected readonly keptDays = 0;
  protected readonly deletions = [oldest('single_sign_on_used', 'expires_at', 'state_hash')];
}

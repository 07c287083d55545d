import { Injectable } from '@nestjs/common';
import { ForgettingJob, oldest } from '../platform/jobs/forgetting-job.ts';
import { task } from '../platform/jobs/job-handler.ts';

const FORGET_SESSIONS = task('accounts.forget-sessions');

/** Forgets sessions that ended or ran out long ago, every night at 2:40 in Vietnam. */
@Injectable()
export class ForgetSessions extends ForgettingJob {
  readonly task = FORGET_SESSIONS;
  override readonly cron = '40 19 * * *';
  /** Long enough to look into who was signed in when something happened; the audit log keeps sign-ins for good. */
  protected readonly keptDays = 90;
  protected readonly deletions = [oldest('session', 'coalesce(revoked_at, expires_at)')];
}

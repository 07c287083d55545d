import { Injectable } from '@nestjs/common';
import { ForgettingJob, oldest } from './forgetting-job.ts';
import { task } from './job-handler.ts';

const FORGET_ANSWERED_REQUESTS = task('platform.forget-answered-requests');

/** Forgets the kept answers of old requests, every night at 2:10 in Vietnam. */
@Injectable()
export class ForgetAnsweredRequests extends ForgettingJob {
  readonly task = FORGET_ANSWERED_REQUESTS;
  override readonly cron = '10 19 * * *';
  /** Nobody repeats a request after this long. */
  protected readonly keptDays = 14;
  protected readonly deletions = [oldest('answered_request', 'at', 'account_id, key')];
}

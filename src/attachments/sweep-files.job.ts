import { Injectable } from '@nestjs/common';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { FileSweeper } from './file-sweeper.ts';

const SWEEP = task('attachments.sweep-files');

/** Every night at 2:40 in Vietnam. */
@Injectable()
export class SweepFiles extends JobHandler {
  readonly task = SWEEP;
  override readonly cron = '40 19 * * *';

  constructor(private readonly sweeper: FileSweeper) {
    super();
  }

  async run(_payload: object, { signal }: JobContext): Promise<void> {
    await this.sweeper.sweep(signal);
  }
}

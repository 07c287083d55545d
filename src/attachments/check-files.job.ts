import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { FileChecks } from './file-checks.ts';

const CHECK = task('attachments.check-files');
/** A run reads for about so long, so that two runs seldom meet and a stop loses little. */
const RUN_SECONDS = 540;

/** Every ten minutes a share of the stored files is read and hashed again, so that each has its turn within FILE_CHECK_DAYS. */
@Injectable()
export class CheckFiles extends JobHandler {
  readonly task = CHECK;
  override readonly cron = '*/10 * * * *';

  constructor(
    private readonly checks: FileChecks,
    private readonly config: Config,
  ) {
    super();
  }

  async run(_payload: object, { signal }: JobContext): Promise<void> {
    try {
      await this.checks.checkDue(this.config.get('FILE_CHECK_MB_PER_SECOND') * 1024 * 1024 * RUN_SECONDS, signal);
    } finally {
      await this.checks.tell();
    }
  }
}

import { Injectable } from '@nestjs/common';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';
import { OfficeConverter } from './office-converter.ts';
import { Previews } from './previews.service.ts';

const CATCH_UP = task('previews.catch-up');
/** Few, so that they are done before the next ones are looked for. */
const BATCH = 200;

/** Every ten minutes: makes the previews of files that came before there were any, or whose job was lost. */
@Injectable()
export class CatchUpPreviews extends JobHandler {
  readonly task = CATCH_UP;
  override readonly cron = '*/10 * * * *';

  constructor(
    private readonly previews: Previews,
    private readonly office: OfficeConverter,
  ) {
    super();
  }

  async run(): Promise<void> {
    if (this.previews.isOn) await this.previews.catchUp(await this.office.isThere(), BATCH);
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';
import { OfficeConverter } from './office-converter.ts';
import { PreviewMaker } from './preview-maker.ts';
import { Previews } from './previews.service.ts';

const CATCH_UP = task('previews.catch-up');
/** Few, so that they are done before the next ones are looked for. */
const BATCH = 200;
const HOUR_MS = 3600_000;

/** Every ten minutes: makes the previews of files that came before there were any, or whose job was lost. */
@Injectable()
export class CatchUpPreviews extends JobHandler {
  readonly task = CATCH_UP;
  override readonly cron = '*/10 * * * *';

  constructor(
    private readonly previews: Previews,
    private readonly office: OfficeConverter,
    private readonly maker: PreviewMaker,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(): Promise<void> {
    await this.maker.sweep(new Date(this.clock.now().getTime() - HOUR_MS));
    if (this.previews.isOn) await this.previews.catchUp(await this.office.isThere(), BATCH);
  }
}

import { Injectable } from '@nestjs/common';
import { BlobScans } from '../attachments/blob-scans.ts';
import { Clock } from '../platform/clock/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, task, type JobContext } from '../platform/jobs/job-handler.ts';
import { Scanner } from './scanner.ts';
import { ScannerWatch } from './scanner-watch.ts';
import { Scans } from './scans.service.ts';

const RESCAN = task('scans.rescan');
/** What a signature did not exist for yet mostly gets one within days. */
const RECENT_MS = 30 * 24 * 3600_000;
const BATCH = 5000;

/**
 * Every night at 1:30 in Vietnam: files of the last 30 days that an older signature database has seen, that could not be scanned, or
 * that came while there was no scanner. They stay open meanwhile.
 */
@Injectable()
export class RescanFiles extends JobHandler {
  readonly task = RESCAN;
  override readonly cron = '30 18 * * *';

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly blobScans: BlobScans,
    private readonly scanner: Scanner,
    private readonly watch: ScannerWatch,
    private readonly scans: Scans,
  ) {
    super();
  }

  async run(_payload: object, { signal }: JobContext): Promise<void> {
    if (!this.scanner.isOn) return;
    const version = await this.watch.trusted(signal);
    const since = new Date(this.clock.now().getTime() - RECENT_MS);
    await this.work.run(async (tx) => {
      for (const content of await this.blobScans.outdated(tx, since, version, BATCH))
        await this.scans.enqueue(tx, content, { again: true });
    });
  }
}

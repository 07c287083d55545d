import { Injectable } from '@nestjs/common';
import { BlobScans } from '../attachments/blob-scans.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler, task } from '../platform/jobs/job-handler.ts';
import { SCAN_KEY } from './scan.tasks.ts';
import { Scanner } from './scanner.ts';
import { Scans } from './scans.service.ts';

const RESUME = task('scans.resume');
const BATCH = 500;

/** Every five minutes: files that wait and whose job is gone, with its worker or after its last try, get another one. */
@Injectable()
export class ResumeScans extends JobHandler {
  readonly task = RESUME;
  override readonly cron = '*/5 * * * *';

  constructor(
    private readonly work: UnitOfWork,
    private readonly blobScans: BlobScans,
    private readonly scanner: Scanner,
    private readonly scans: Scans,
  ) {
    super();
  }

  async run(): Promise<void> {
    if (!this.scanner.isOn) return;
    await this.work.run(async (tx) => {
      for (const content of await this.blobScans.forgotten(tx, SCAN_KEY, BATCH)) await this.scans.enqueue(tx, content);
    });
  }
}

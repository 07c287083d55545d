import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { BlobScans } from '../attachments/blob-scans.ts';
import { Database } from '../platform/database/database.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { JobHandler, type JobContext } from '../platform/jobs/job-handler.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { ClamdTrouble } from './clamd.ts';
import { SCAN } from './scan.tasks.ts';
import { Scanner } from './scanner.ts';
import { ScannerWatch } from './scanner-watch.ts';
import { Scans } from './scans.service.ts';

/** Brings one content to the scanner. Whatever goes wrong, it stays as it is and is tried again. */
@Injectable()
export class ScanFile extends JobHandler<{ readonly sha256: string; readonly again?: boolean }> {
  readonly task = SCAN;

  constructor(
    private readonly database: Database,
    private readonly blobScans: BlobScans,
    private readonly scanner: Scanner,
    private readonly watch: ScannerWatch,
    private readonly scans: Scans,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async run({ sha256, again }: { readonly sha256: string; readonly again?: boolean }, { signal }: JobContext) {
    const task = await this.blobScans.task(this.database, sha256);
    if (!task || !this.scanner.isOn || (task.state !== 'pending' && !again)) return;
    try {
      const version = await this.watch.trusted(signal);
      await this.scans.conclude(sha256, await this.scanner.scan(task, version, signal));
    } catch (error) {
      // Not the scanner's and not the store's: a mistake or the database, which the job runner tries again.
      if (!(error instanceof ClamdTrouble) && !(error instanceof DomainError)) throw error;
      const why = error instanceof ClamdTrouble ? error.message : `the file store: ${error.code}`;
      this.log.warn({ sha256, attempt: task.attempts + 1, why }, 'a file got no verdict and waits');
      await this.scans.putOff(task, why);
    }
  }
}

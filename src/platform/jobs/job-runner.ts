import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../config/config.ts';
import type { DatabaseAccess } from '../database/open-database.ts';
import { LOGGER } from '../log/logger.ts';
import { JobRegistry } from './job-registry.ts';
import { DATABASE_ACCESS } from './jobs-pool.ts';
import { Shift } from './shift.ts';

const REST_MS = 2000;

/** Keeps jobs running for as long as the application does: when a run breaks, e.g. with the database, the next one begins. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #shift: Shift | null = null;
  #beginning: Promise<void> | null = null;
  #isStopping = false;
  #rest: NodeJS.Timeout | null = null;

  constructor(
    private readonly config: Config,
    private readonly registry: JobRegistry,
    @Inject(DATABASE_ACCESS) private readonly access: DatabaseAccess,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.get('JOBS_CONCURRENCY') > 0) await (this.#beginning = this.begin());
  }

  /** Before anything else is taken down: running jobs still need the database. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    if (this.#rest) clearTimeout(this.#rest);
    await this.#beginning;
    await this.#shift?.end();
  }

  private async begin(): Promise<void> {
    try {
      const shift = await Shift.begin({
        access: this.access,
        concurrency: this.config.get('JOBS_CONCURRENCY'),
        taskList: this.registry.taskList(),
        cronItems: this.registry.cronItems(),
        log: this.log,
      });
      this.#shift = shift;
      void shift.over.then(() => this.replace(shift));
    } catch (error) {
      this.log.error({ err: error }, 'jobs cannot run yet');
      this.restThenBegin();
    }
  }

  private async replace(shift: Shift): Promise<void> {
    if (this.#isStopping) return;
    this.log.error('the job runner stopped by itself; starting another');
    await shift.end();
    this.restThenBegin();
  }

  private restThenBegin(): void {
    if (this.#isStopping) return;
    this.#rest = setTimeout(() => {
      this.#beginning = this.begin();
    }, REST_MS);
  }
}

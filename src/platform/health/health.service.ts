import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import { PLATFORM } from '../errors/request.errors.ts';
import { HealthChecks } from './health-checks.ts';
import type { ReadyWire } from './health.wire.ts';

/** Older than this, work is piling up faster than it is done. */
const OLDEST_JOB_SECONDS = 600;

@Injectable()
export class Health {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly checks: HealthChecks,
  ) {}

  /** @throws platform.not-ready naming what is missing */
  async ready(): Promise<ReadyWire> {
    const [oldestJobSeconds, freeDiskMb, told] = await Promise.all([
      this.oldestJob(),
      this.freeDisk(),
      this.checks.ask(),
    ]);
    if (freeDiskMb < this.config.get('MIN_FREE_DISK_MB')) throw PLATFORM.notReady({ missing: 'disk', freeDiskMb });
    if (oldestJobSeconds > OLDEST_JOB_SECONDS) throw PLATFORM.notReady({ missing: 'jobs', oldestJobSeconds });
    return { status: 'ready', freeDiskMb, oldestJobSeconds, damagedFiles: 0, replica: 'none', ...told };
  }

  private async oldestJob(): Promise<number> {
    const row = await this.database.first<{ seconds: number }>(
      `select coalesce(extract(epoch from now() - min(run_at)), 0)::int as seconds from graphile_worker.jobs
       where run_at < now() and attempts < max_attempts and locked_at is null`,
    );
    return Math.max(0, row?.seconds ?? 0);
  }

  private async freeDisk(): Promise<number> {
    const disk = await statfs(this.config.get('DATA_DIR'));
    return Math.floor((disk.bavail * disk.bsize) / 1024 / 1024);
  }
}

import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { runOnce } from 'graphile-worker';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { DatabaseAccess } from '../database/open-database.ts';
import type { Tx } from '../database/tx.ts';
import { LOGGER } from '../log/logger.ts';
import { graphileLog } from './graphile-log.ts';
import type { Task } from './job-handler.ts';
import { JobRegistry } from './job-registry.ts';
import { DATABASE_ACCESS, openJobsPool } from './jobs-pool.ts';
import { RELEASE_IN_BATCHES } from './shift.ts';

export interface JobOptions {
  /**
   * Not before this time, by the DATABASE's clock. A time in the past means at once, also when the injected clock is set to 2020:
   * for dates that matter, let a recurring job look for rows that are due by `Clock`.
   */
  readonly runAt?: Date;
  /** At most one job waits under a key: enqueuing again replaces its payload, time and tries. One that already runs stays, and another is added. */
  readonly key?: string;
  /** Tries in all; 25 (about 4 days) unless given, see `hoursOfTrying`. */
  readonly maxAttempts?: number;
  /** Smaller goes first; 0 unless given. */
  readonly priority?: number;
  /** Jobs of one queue run one after the other. Few, fixed names: graphile keeps every one. */
  readonly queue?: string;
}

export interface ManyJobsOptions<P> extends Omit<JobOptions, 'key'> {
  /** Different for each payload of one call. */
  readonly key?: (payload: P) => string;
}

/** Writes jobs down, in the transaction whose consequence they are: rolled back with it, seen by workers when it commits. */
@Injectable()
export class Jobs implements BeforeApplicationShutdown {
  #drainPool: Pool | null = null;

  constructor(
    private readonly registry: JobRegistry,
    @Inject(DATABASE_ACCESS) private readonly access: DatabaseAccess,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async enqueue<P extends object>(tx: Tx, task: Task<P>, payload: NoInfer<P>, options: JobOptions = {}): Promise<void> {
    await tx.run(
      `select graphile_worker.add_job($1::text, $2::json, queue_name := $3::text, run_at := $4::timestamptz,
         max_attempts := $5::int, priority := $6::int, job_key := $7::text)`,
      [task, JSON.stringify(payload), ...common(options), options.key ?? null],
    );
  }

  /** All of them in one statement. */
  async enqueueMany<P extends object>(
    tx: Tx,
    task: Task<P>,
    payloads: readonly NoInfer<P>[],
    options: ManyJobsOptions<P> = {},
  ): Promise<void> {
    if (payloads.length === 0) return;
    const items = payloads.map((payload) => ({ payload, key: options.key?.(payload) ?? null }));
    await tx.run(
      `select count(*) from graphile_worker.add_jobs((
         select array_agg(($1::text, item.payload, $3::text, $4::timestamptz, $5::int, item.key, $6::int, null)::graphile_worker.job_spec)
         from json_to_recordset($2::json) as item(payload json, key text)))`,
      [task, JSON.stringify(items), ...common(options)],
    );
  }

  /**
   * Runs everything that is due, one job after the other, until nothing is; for tests and commands, beside no runner
   * (JOBS_CONCURRENCY=0). A job that throws is put off as usual and not waited for.
   */
  async drain(): Promise<void> {
    this.#drainPool ??= openJobsPool(this.access, 3, this.log);
    const options = {
      pgPool: this.#drainPool,
      taskList: this.registry.taskList(),
      noHandleSignals: true,
      logger: graphileLog(this.log),
      preset: RELEASE_IN_BATCHES,
    };
    // Once more while something is due: a queue's next job may be freed a moment after graphile looked for it.
    do await runOnce(options);
    while ((await this.#drainPool.query(DUE)).rowCount);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#drainPool?.end();
    this.#drainPool = null;
  }
}

const DUE = `select from graphile_worker.jobs where run_at <= now() and attempts < max_attempts and locked_at is null limit 1`;

function common(options: Omit<JobOptions, 'key'>): unknown[] {
  return [options.queue ?? null, options.runAt ?? null, options.maxAttempts ?? null, options.priority ?? null];
}

import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import {
  run,
  type ParsedCronItem,
  type Runner,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from 'graphile-worker';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { DatabaseAccess } from '../database/open-database.ts';
import { graphileLog } from './graphile-log.ts';
import { Heartbeat } from './heartbeat.ts';
import { openJobsPool } from './jobs-pool.ts';

/**
 * Without batches graphile 0.17.3 does not await the statement that ends a job: one lost connection there is an unhandled
 * rejection, which ends the process (dist/worker.js, `completeJob(job)`). With batches it is a `pool:fatalError`.
 */
export const RELEASE_IN_BATCHES = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } } as const;

/** Longest wait for running jobs; then they are given back to be tried again. */
const DRAIN_MS = 10_000;
const GIVE_BACK_MS = 3000;
const CLOSE_MS = 2000;

export interface ShiftOptions {
  readonly access: DatabaseAccess;
  readonly concurrency: number;
  readonly taskList: TaskList;
  readonly cronItems: ParsedCronItem[];
  readonly log: Logger;
}

/** One run of graphile-worker with its own connections and heartbeat, from `begin` to `end` or until it breaks. */
export class Shift {
  #ending: Promise<void> | null = null;

  private constructor(
    private readonly runner: Runner,
    private readonly workers: WorkerPool,
    private readonly pool: Pool,
    private readonly heartbeat: Heartbeat,
    /** Resolves when the run ended by itself or can no longer be trusted; `end` must still be called. */
    readonly over: Promise<void>,
  ) {}

  /** @throws when the database cannot be reached */
  static async begin({ access, concurrency, taskList, cronItems, log }: ShiftOptions): Promise<Shift> {
    // Beside the workers: one connection listens, one serves cron, one the heartbeat.
    const pool = openJobsPool(access, concurrency + 3, log);
    const events: WorkerEvents = new EventEmitter();
    // Never the result of a promise: a WorkerPool is itself "thenable" and would be waited for until its end.
    const made: WorkerPool[] = [];
    events.once('pool:create', ({ workerPool }) => made.push(workerPool));
    const broken = new Promise<void>((resolve) => events.on('pool:fatalError', () => resolve()));
    try {
      const runner = await run({
        pgPool: pool,
        concurrency,
        taskList,
        parsedCronItems: cronItems,
        events,
        noHandleSignals: true,
        logger: graphileLog(log),
        preset: RELEASE_IN_BATCHES,
      });
      const ended = runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job runner broke'));
      const workers = made[0] as WorkerPool;
      const shift = new Shift(
        runner,
        workers,
        pool,
        new Heartbeat(pool, workers.id, log),
        Promise.race([broken, ended]),
      );
      await shift.heartbeat.start().catch((error: unknown) => shift.endAfter(error));
      return shift;
    } catch (error) {
      await endOf(pool);
      throw error;
    }
  }

  /** Takes no new job, waits up to 10 s for the running ones, gives the rest back, and closes its connections. Never throws. */
  end(): Promise<void> {
    return (this.#ending ??= this.finish());
  }

  private async finish(): Promise<void> {
    const drained = await within(DRAIN_MS, this.runner.stop());
    // Not runner.kill(): after stop() it does nothing.
    if (!drained) await within(GIVE_BACK_MS, Promise.resolve(this.workers.forcefulShutdown('the process stops')));
    this.heartbeat.stop();
    // A worker that did not end in order may have left locks: those are freed once it has been silent long enough.
    if (drained) await within(CLOSE_MS, this.heartbeat.forget());
    await endOf(this.pool);
  }

  private async endAfter(error: unknown): Promise<never> {
    await this.end();
    throw error;
  }
}

const endOf = (pool: Pool): Promise<boolean> =>
  pool.ended || pool.ending ? Promise.resolve(true) : within(CLOSE_MS, pool.end());

/** True when the work was done in time; false when it was not, or failed. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const limit = new AbortController();
  const done = work.then(
    () => true,
    () => false,
  );
  const late = wait(ms, false, { signal: limit.signal }).catch(() => false);
  try {
    return await Promise.race([done, late]);
  } finally {
    limit.abort();
  }
}

import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { jobLine } from './graphile-log.ts';

const BEAT_MS = 10_000;
const LOOK_MS = 30_000;
/** Silent for longer: the worker is dead. */
const SILENCE = '60 seconds';

/**
 * Says every 10 s that a worker lives, and every 30 s frees the jobs of those that no longer do: killed with SIGKILL, a worker
 * leaves its jobs locked, and graphile itself would wait 4 hours. Time is the database's, as in graphile's own locks.
 */
export class Heartbeat {
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly workerId: string,
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    await this.beat();
    await this.freeJobsOfTheDead();
    this.#timers.push(setInterval(() => this.quietly(this.beat()), BEAT_MS));
    this.#timers.push(setInterval(() => this.quietly(this.freeJobsOfTheDead()), LOOK_MS));
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** For a worker that ended in good order and holds no job any more. */
  async forget(): Promise<void> {
    await this.pool.query('delete from worker_heartbeat where worker_id = $1', [this.workerId]);
  }

  private async beat(): Promise<void> {
    await this.pool.query(
      'insert into worker_heartbeat (worker_id, at) values ($1, now()) on conflict (worker_id) do update set at = excluded.at',
      [this.workerId],
    );
  }

  /** A lock younger than the silence belongs to a worker that may not have had the time to say anything yet. */
  private async freeJobsOfTheDead(): Promise<void> {
    const { rows } = await this.pool.query<Parameters<typeof jobLine>[0] & { locked_by: string }>(
      `select id, task_identifier, attempts, max_attempts, locked_by from graphile_worker.jobs as job
       where locked_at < now() - $1::interval
         and not exists (select from worker_heartbeat where worker_id = job.locked_by and at > now() - $1::interval)`,
      [SILENCE],
    );
    const dead = [...new Set(rows.map((job) => job.locked_by))];
    // What WorkerUtils.forceUnlockWorkers does, without its pool and schema check.
    if (dead.length > 0) await this.pool.query('select graphile_worker.force_unlock_workers($1::text[])', [dead]);
    await this.pool.query('delete from worker_heartbeat where at < now() - $1::interval', [SILENCE]);
    for (const job of rows) this.logFreed(job);
  }

  private logFreed(job: Parameters<typeof jobLine>[0]): void {
    if (job.attempts >= job.max_attempts)
      this.log.error(jobLine(job), 'job failed for good: its worker died during the last try');
    else this.log.warn(jobLine(job), 'job freed: its worker died');
  }

  private quietly(work: Promise<void>): void {
    work.catch((error: unknown) => this.log.warn({ err: error }, 'the heartbeat of the job runner failed'));
  }
}

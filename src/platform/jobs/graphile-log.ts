import { Logger as GraphileLogger, type Job } from 'graphile-worker';
import type { Logger } from 'pino';

interface Meta {
  readonly job?: Job;
  readonly duration?: number;
  readonly error?: unknown;
  readonly failure?: boolean;
  readonly success?: boolean;
}

/** What a log line says of a job: never its payload. */
export const jobLine = (job: Pick<Job, 'id' | 'task_identifier' | 'attempts' | 'max_attempts'>) => ({
  jobId: job.id,
  task: job.task_identifier,
  attempt: job.attempts,
  maxAttempts: job.max_attempts,
});

/** graphile-worker's lines through our logger. Its meta data carries whole jobs, so only what is named here is let through. */
export function graphileLog(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level: string, message, given) => {
    const meta = (given ?? {}) as Meta;
    if (meta.job && meta.failure) return logFailure(log, meta.job, meta);
    if (meta.job && meta.success)
      return log.debug({ ...jobLine(meta.job), ms: Math.round(meta.duration ?? 0) }, 'job done');
    if (level === 'error') return log.error({ err: meta.error }, message);
    if (level === 'warning') return log.warn(message);
    return log.debug(message);
  });
}

function logFailure(log: Logger, job: Job, { duration, error }: Meta): void {
  const line = { ...jobLine(job), ms: Math.round(duration ?? 0), err: error };
  if (job.attempts >= job.max_attempts) log.error(line, 'job failed for good');
  else log.warn(line, 'job failed, will be tried again');
}

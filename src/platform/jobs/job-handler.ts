declare const payloadOf: unique symbol;

/** The name of a kind of job, tied to the shape of its payload, so that `Jobs.enqueue` checks what it is given. */
export type Task<P extends object> = string & { readonly [payloadOf]: P };

/**
 * Names a kind of job. The name is kept in the database with every waiting job: never rename one that is in use.
 * @example export const SCAN = task<{ attachmentId: string }>('attachments.scan');
 */
export const task = <P extends object>(name: string): Task<P> => name as Task<P>;

export interface JobContext {
  /** 1 for the first try. */
  readonly attempt: number;
  /** Nothing tries again after this one: what must be said about a failure is said now. */
  readonly isLastAttempt: boolean;
  /** Aborted 5 s after the process was told to stop; long work should end then, it is tried again later. */
  readonly signal: AbortSignal;
}

/**
 * Does one kind of background work. Any provider that extends this class is found at start; there is nothing to register.
 *
 * A job runs AT LEAST once: after a crash it runs again from the beginning, and rarely two processes run it at the same time.
 * So `run` must be idempotent: read the row first, do nothing when it is done already. A thrown error means "try again later"
 * (see `retryDelaySeconds`). Payloads hold ids, never texts, names or secrets.
 */
export abstract class JobHandler<P extends object = object> {
  abstract readonly task: Task<P>;

  /**
   * For recurring work: five cron fields in UTC (Vietnam is UTC+7 all year). A run missed while no process was up is made up for
   * once at the next start, within a day. Recurring jobs get no payload worth reading.
   */
  readonly cron: string | null = null;

  abstract run(payload: P, context: JobContext): Promise<void>;
}

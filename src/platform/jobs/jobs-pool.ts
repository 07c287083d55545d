import pg from 'pg';
import type { Logger } from 'pino';
import type { DatabaseAccess } from '../database/open-database.ts';

/** Injection token of the `DatabaseAccess` this process was given. */
export const DATABASE_ACCESS = Symbol('database access');

type Release = (error?: Error | boolean) => void;
type Acquired = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void;

/**
 * graphile-worker 0.17 gives its listening connection back twice when that is lost while its runner ends. pg throws at the second
 * time, where nobody catches it, and the process would end.
 */
class JobsPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(acquired: Acquired): void;
  override connect(acquired?: Acquired): Promise<pg.PoolClient> | undefined {
    if (!acquired) return super.connect();
    super.connect((error, client, release) => acquired(error, client, once(release)));
    return undefined;
  }
}

function once(release: Release): Release {
  let isReleased = false;
  return (error) => {
    if (!isReleased) release(error);
    isReleased = true;
  };
}

/**
 * Connections for graphile-worker alone, so that neither requests nor jobs can starve the other of them. Errors of idle and of
 * borrowed connections are logged: unheard, the first lost connection would end the process.
 */
export function openJobsPool(access: DatabaseAccess, max: number, log: Logger): pg.Pool {
  const pool = new JobsPool({
    // LISTEN and graphile's own prepared statements do not work through a pooler in transaction mode.
    connectionString: access.directUrl ?? access.url,
    options: access.options || undefined,
    application_name: 'gnvb-jobs',
    max,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    statement_timeout: 10_000,
    query_timeout: 11_000,
  });
  const onError = (error: Error): void =>
    log.warn({ reason: error.message }, 'a database connection of the job runner was lost');
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

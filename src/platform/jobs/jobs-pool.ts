import pg from 'pg';
import type { Logger } from 'pino';
import type { DatabaseAccess } from '../database/open-database.ts';

/** Injection token of the `DatabaseAccess` this process was given. */
export const DATABASE_ACCESS = Symbol('database access');

/**
 * Connections for graphile-worker alone, so that neither requests nor jobs can starve the other of them. Errors of idle and of
 * borrowed connections are logged: unheard, the first lost connection would end the process.
 */
export function openJobsPool(access: DatabaseAccess, max: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: access.url,
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

import type { Config } from '../config/config.ts';

/** The way from the service to its database; the part of `DatabaseAccess` that says how to connect. */
export interface Line {
  readonly url: string;
  readonly directUrl: string | null;
  readonly options: string;
}

/** The limits of a connection, by the names pg and PostgreSQL both give them; in ms. */
export function limitsOf(config: Config) {
  return {
    statement_timeout: config.get('STATEMENT_TIMEOUT_MS'),
    lock_timeout: config.get('LOCK_TIMEOUT_MS'),
    idle_in_transaction_session_timeout: 10_000,
  };
}

/** What a connection asks for when it begins; a pooler in transaction mode takes nothing of it, there it is set for the login. */
export function startupSettings(config: Config, { options, directUrl }: Line) {
  return directUrl === null ? { options: options || undefined, ...limitsOf(config) } : {};
}

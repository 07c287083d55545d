import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { Config } from '../config/config.ts';
import type { DatabaseAccess } from './open-database.ts';
import { UnnamedClient } from './unnamed-client.ts';

/** The service's pool. PostgreSQL has no time-outs unless asked: without them a stopped database hangs every request (hardening §1.4). */
export function dataSourceOptions(config: Config, access: DatabaseAccess): TypeOrmModuleOptions {
  return {
    type: 'postgres',
    url: access.url,
    autoLoadEntities: true,
    synchronize: false,
    retryAttempts: 0,
    logging: false,
    applicationName: 'gnvb',
    extra: {
      max: config.get('DATABASE_POOL'),
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      query_timeout: config.get('STATEMENT_TIMEOUT_MS') + 1000,
      ...startupSettings(config, access),
      ...(config.get('DATABASE_PREPARED') === 'off' && { Client: UnnamedClient }),
    },
  };
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
export function startupSettings(config: Config, { options, directUrl }: Pick<DatabaseAccess, 'options' | 'directUrl'>) {
  return directUrl === null ? { options: options || undefined, ...limitsOf(config) } : {};
}

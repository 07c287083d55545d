import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { Config } from '../config/config.ts';
import type { DatabaseAccess } from './open-database.ts';

/** The service's pool. PostgreSQL has no time-outs unless asked: without them a stopped database hangs every request (hardening §1.4). */
export function dataSourceOptions(config: Config, access: DatabaseAccess): TypeOrmModuleOptions {
  const statement = config.get('STATEMENT_TIMEOUT_MS');
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
      options: access.options || undefined,
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      query_timeout: statement + 1000,
      statement_timeout: statement,
      lock_timeout: config.get('LOCK_TIMEOUT_MS'),
      idle_in_transaction_session_timeout: 10_000,
    },
  };
}

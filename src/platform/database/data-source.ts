import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import type { Config } from '../config/config.ts';
import type { DatabaseAccess } from './open-database.ts';
import { startupSettings } from './limits.ts';
import { HeardClient } from './heard-client.ts';
import { UnnamedClient } from './unnamed-client.ts';

/** Connections that stay open however long nobody asks: opening one and planning its statements costs more than most requests. */
const KEPT = 4;

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
      min: Math.min(KEPT, config.get('DATABASE_POOL')),
      idleTimeoutMillis: 30_000,
      // Not for ever: what the address leads to is asked again.
      maxLifetimeSeconds: 600,
      keepAlive: true,
      query_timeout: config.get('STATEMENT_TIMEOUT_MS') + 1000,
      ...startupSettings(config, access),
      // Libraries name statements too.
      Client: config.get('DATABASE_PREPARED') === 'off' ? UnnamedClient : HeardClient,
    },
  };
}

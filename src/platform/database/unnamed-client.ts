import pg from 'pg';
import { HeardClient } from './heard-client.ts';

type Query = (this: pg.Client, config: unknown, ...rest: unknown[]) => unknown;

/** A connection without named prepared statements: behind a pooler the next transaction may be on a server that does not know them. */
export class UnnamedClient extends HeardClient {}

const { query } = pg.Client.prototype as unknown as { query: Query };
const unnamed: Query = function (config, ...rest) {
  const hasName = typeof config === 'object' && config !== null && 'name' in config && !('submit' in config);
  return query.call(this, hasName ? { ...config, name: undefined } : config, ...rest);
};
Object.assign(UnnamedClient.prototype, { query: unnamed });

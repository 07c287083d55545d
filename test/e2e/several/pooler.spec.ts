import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino, type Logger } from 'pino';
import { Config } from '../../../src/platform/config/config.ts';
import { requireGoodLine } from '../../../src/platform/database/line-checks.ts';
import { withClient } from '../../../src/platform/database/heard-client.ts';
import { cloneDatabase, type TestDatabase } from '../../support/database.ts';
import { describeWithPeer, until } from '../../support/peers/peer.ts';
import { startPgBouncer, type Pooler, type PoolerOptions } from '../../support/peers/pgbouncer.ts';

const LIMITS = 'statement_timeout,lock_timeout,idle_in_transaction_session_timeout';
const SIZE = 3;

describeWithPeer('a pooler that is set up wrongly', ['pgbouncer'], () => {
  let database: TestDatabase;
  const poolers: Pooler[] = [];
  const log: Logger = pino({ level: 'silent' });

  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterEach(async () => {
    for (const started of poolers.splice(0)) await started.stop();
  });
  afterAll(async () => {
    await database?.drop();
  });

  const aPooler = async (options: PoolerOptions): Promise<Pooler> => {
    const started = await startPgBouncer(database.access.url, options);
    poolers.push(started);
    return started;
  };
  const start = (url: string, directUrl: string | null = null, prepared = 'off'): Promise<void> => {
    const config = Config.read({ DATABASE_URL: url, DATABASE_PREPARED: prepared, STATEMENT_TIMEOUT_MS: '2500' });
    return requireGoodLine(config, { url, directUrl, options: '' }, log);
  };

  it('is found out when it refuses the time limits', async () => {
    const found = await aPooler({ mode: 'transaction', size: SIZE });
    await expect(start(found.through(database.access.url))).rejects.toThrow(
      /refuses time limits: set DATABASE_DIRECT_URL/,
    );
  });

  it('is found out when it takes them and drops them', async () => {
    const found = await aPooler({ mode: 'transaction', size: SIZE, ignores: LIMITS });
    await expect(start(found.through(database.access.url))).rejects.toThrow(/statement_timeout is not in force/);
  });

  it('is found out by a direct address that is none', async () => {
    const found = await aPooler({ mode: 'transaction', size: SIZE });
    const through = found.through(database.access.url);
    await expect(start(through, through)).rejects.toThrow(/goes through a pooler too/);
  });

  it('is found out by a direct address of another database', async () => {
    const found = await aPooler({ mode: 'transaction', size: SIZE });
    const other = new URL(database.access.url);
    other.pathname = '/postgres';
    await expect(start(found.through(database.access.url), other.href)).rejects.toThrow(/different databases/);
  });

  it('is found out when it does not follow prepared statements, and works without them', async () => {
    const found = await aPooler({ mode: 'transaction', size: SIZE });
    const through = found.through(database.access.url);
    await expect(start(through, database.access.url, 'on')).rejects.toThrow(/set DATABASE_PREPARED=off/);
    await start(through, database.access.url);
  });

  it('is found out when only the limits were seen to, and is no trouble in session mode', async () => {
    // The login has its limits from the test before.
    const shared = await aPooler({ mode: 'transaction', size: SIZE, ignores: LIMITS });
    await expect(start(shared.through(database.access.url))).rejects.toThrow(/pooler in transaction mode/);
    const own = await aPooler({ mode: 'session', size: SIZE, ignores: LIMITS });
    await start(own.through(database.access.url), null, 'on');
  });

  it('asks for RECONNECT when the pooler still has connections without limits', async () => {
    const found = await aPooler({ mode: 'transaction', size: 1 });
    const through = found.through(database.access.url);
    await withClient(database.ownerUrl, (client) =>
      client.query(`alter role gnvb_service in database ${new URL(database.ownerUrl).pathname.slice(1)} reset all`),
    );
    const keeper = new pg.Client({ connectionString: through });
    await keeper.connect();
    await keeper.query('select 1');
    try {
      await expect(start(through, database.access.url)).rejects.toThrow(/RECONNECT/);
      await found.console('RECONNECT');
      await until('new connections', () => start(through, database.access.url).then(() => true), 10);
    } finally {
      await keeper.end();
    }
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino, type Logger } from 'pino';
import { Config } from '../../../src/platform/config/config.ts';
import { requireGoodLine } from '../../../src/platform/database/line-checks.ts';
import { withClient } from '../../../src/platform/database/migrate.ts';
import { cloneDatabase, type TestDatabase } from '../../support/database.ts';
import { describeWithPeer, until } from '../../support/peers/peer.ts';
import { startPgBouncer, type Pooler, type PoolerOptions } from '../../support/peers/pgbouncer.ts';
import { startTwoHosts, workOnBoth, type TwoHosts } from './two-hosts.ts';

const LIMITS = 'statement_timeout,lock_timeout,idle_in_transaction_session_timeout';
const SIZE = 3;
const STATEMENT_MS = 2500;

describeWithPeer('PgBouncer in transaction mode', ['pgbouncer'], () => {
  let hosts: TwoHosts;
  let pooler: Pooler;

  afterAll(async () => {
    await pooler?.stop();
  });

  describe('before two hosts, with three connections for all of them', () => {
    workOnBoth(
      () =>
        startTwoHosts(async ({ database }) => {
          pooler = await startPgBouncer(database.access.url, { mode: 'transaction', size: SIZE });
          return {
            DATABASE_URL: pooler.through(database.access.url),
            DATABASE_DIRECT_URL: database.access.url,
            DATABASE_PREPARED: 'off',
            STATEMENT_TIMEOUT_MS: String(STATEMENT_MS),
          };
        }),
      () => hosts,
      (made) => (hosts = made),
    );

    it('serves many calls at once over them', async () => {
      const ready = Array.from({ length: 40 }, (_, i) => fetch(`${(i % 2 ? hosts.a : hosts.b).url}/health/ready`));
      expect(new Set((await Promise.all(ready)).map(({ status }) => status))).toEqual(new Set([200]));
      const { rows } = await hosts.home.db.query<{ name: string; count: number }>(
        `select application_name as name, count(*)::int from pg_stat_activity
         where datname = current_database() and usename = 'gnvb_service' group by 1`,
      );
      const count = (name: string) => rows.find((row) => row.name === name)?.count ?? 0;
      expect(count('gnvb')).toBeLessThanOrEqual(SIZE + 6);
      expect(count('gnvb-jobs')).toBeGreaterThan(0);
      const pools = await pooler.console('SHOW POOLS');
      const mine = pools.filter(({ user }) => user === 'gnvb_service');
      expect(mine).toHaveLength(1);
      expect(Number(mine[0]?.['sv_active']) + Number(mine[0]?.['sv_idle']) + Number(mine[0]?.['sv_used'])).toBeLessThanOrEqual(SIZE);
    });

    it('ends a statement that takes too long, a wait for a lock and a forgotten transaction', async () => {
      const through = pooler.through(hosts.home.database.access.url);
      const limits = await withClient(through, (client) =>
        client.query<{ all: string }>(
          `select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
             current_setting('idle_in_transaction_session_timeout')) as all`,
        ),
      );
      expect(limits.rows[0]?.all).toBe('2500ms 3s 10s');
      await expect(withClient(through, (client) => client.query('select pg_sleep(20)'))).rejects.toMatchObject({
        code: '57014',
      });
    });

    it('starts jobs at once, because their news come past it', async () => {
      const listening = await hosts.home.db.query<{ query: string }>(
        `select from pg_stat_activity where application_name = 'gnvb-jobs' and query ilike 'listen%' or query ilike '%LISTEN%jobs:insert%'`,
      );
      expect(listening.rowCount).toBeGreaterThan(0);
    });
  });

  describe('set up wrongly', () => {
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
      const it = await aPooler({ mode: 'transaction', size: SIZE });
      await expect(start(it.through(database.access.url))).rejects.toThrow(/refuses time limits: set DATABASE_DIRECT_URL/);
    });

    it('is found out when it takes them and drops them', async () => {
      const it = await aPooler({ mode: 'transaction', size: SIZE, ignores: LIMITS });
      await expect(start(it.through(database.access.url))).rejects.toThrow(/statement_timeout is not in force/);
    });

    it('is found out by a direct address that is none', async () => {
      const it = await aPooler({ mode: 'transaction', size: SIZE });
      const through = it.through(database.access.url);
      await expect(start(through, through)).rejects.toThrow(/goes through a pooler too/);
    });

    it('is found out by a direct address of another database', async () => {
      const it = await aPooler({ mode: 'transaction', size: SIZE });
      const other = new URL(database.access.url);
      other.pathname = '/postgres';
      await expect(start(it.through(database.access.url), other.href)).rejects.toThrow(/different databases/);
    });

    it('is found out when it does not follow prepared statements, and works without them', async () => {
      const it = await aPooler({ mode: 'transaction', size: SIZE });
      const through = it.through(database.access.url);
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
      const it = await aPooler({ mode: 'transaction', size: 1 });
      const through = it.through(database.access.url);
      await withClient(database.ownerUrl, (client) => client.query(`alter role gnvb_service in database ${new URL(database.ownerUrl).pathname.slice(1)} reset all`));
      const keeper = new pg.Client({ connectionString: through });
      await keeper.connect();
      await keeper.query('select 1');
      try {
        await expect(start(through, database.access.url)).rejects.toThrow(/RECONNECT/);
        await it.console('RECONNECT');
        await until('new connections', () => start(through, database.access.url).then(() => true), 10);
      } finally {
        await keeper.end();
      }
    });
  });
});

import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Logger } from 'pino';
import { BadConfiguration, type Config } from '../config/config.ts';
import { limitsOf, startupSettings, type Line } from './limits.ts';
import { HeardClient, withClient } from './heard-client.ts';

const ANSWER_MS = 5000;
/** What a pooler says to settings it does not know (PgBouncer: SQLSTATE 08P01). */
const REFUSED = /unsupported startup parameter/;
const USE_DIRECT_URL =
  'set DATABASE_DIRECT_URL to PostgreSQL itself, and DATABASE_OWNER_URL, as the README says under "PgBouncer"';

/**
 * Looks once, at the start, whether DATABASE_URL leads to PostgreSQL in a way that the service can work with: a pooler between them
 * can silently take away time limits, listening and prepared statements.
 * @throws BadConfiguration that says what to set
 */
export async function requireGoodLine(config: Config, line: Line, log: Logger): Promise<void> {
  if (line.directUrl !== null) {
    // First: a connection of the pooler's has the limits that held when it was opened.
    await limitLogin(line.directUrl, config, log);
  }
  await withService(config, line, async (client) => {
    if (line.directUrl !== null) await requireSameDatabase(line.directUrl, client);
    await requireLimits(client, config, log);
    if (!(await isPooled(client))) return;
    if (line.directUrl === null && (await isSharedOut(config, line, client)))
      throw wrong(`DATABASE_URL goes through a pooler in transaction mode: ${USE_DIRECT_URL}`);
    if (config.get('DATABASE_PREPARED') === 'on') await requirePrepared(config, line, client);
  });
}

const wrong = (mistake: string): BadConfiguration => new BadConfiguration([mistake]);

/** One connection as the service's pool opens them. */
async function withService<T>(config: Config, line: Line, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const limits = { connectionTimeoutMillis: 10_000, query_timeout: ANSWER_MS };
  const client = new HeardClient({ connectionString: line.url, ...limits, ...startupSettings(config, line) });
  try {
    await client.connect();
  } catch (error) {
    if (REFUSED.test(String(error)))
      throw wrong(`DATABASE_URL goes through a pooler that refuses time limits: ${USE_DIRECT_URL}`);
    throw error;
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** PostgreSQL tells each connection the number of its process; a pooler has to make one up. */
async function isPooled(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid !== (client as unknown as { processID: number }).processID;
}

/** Whether the connection loses its state to others (transaction mode): another one takes its server, and a mark set before is gone. */
async function isSharedOut(config: Config, line: Line, client: pg.Client): Promise<boolean> {
  const mark = randomBytes(8).toString('hex');
  await client.query(`select set_config('gnvb.mark', $1, false)`, [mark]);
  return whileAnotherWorks(config, line, async () => {
    const { rows } = await client.query<{ mark: string }>(`select current_setting('gnvb.mark', true) as mark`);
    return rows[0]?.mark !== mark;
  });
}

/** Prepares a statement and asks for it again when another connection has taken the server. */
async function requirePrepared(config: Config, line: Line, client: pg.Client): Promise<void> {
  const prepared = { name: `gnvb-${randomBytes(8).toString('hex')}`, text: 'select 1' };
  await client.query(prepared);
  try {
    await whileAnotherWorks(config, line, () => client.query(prepared));
  } catch (error) {
    // 26000: no such statement.
    if ((error as { code?: unknown }).code !== '26000') throw error;
    throw wrong('the pooler of DATABASE_URL does not follow prepared statements: set DATABASE_PREPARED=off');
  }
}

/** @throws an Error when the pooler has no second connection for it within some seconds */
async function whileAnotherWorks<T>(config: Config, line: Line, work: () => Promise<T>): Promise<T> {
  return withService(config, line, async (other) => {
    await other.query('begin');
    await other.query('select 1');
    const done = await work();
    await other.query('rollback');
    return done;
  });
}

async function requireSameDatabase(directUrl: string, through: pg.Client): Promise<void> {
  const identity = `select system_identifier || '/' || current_database() as id from pg_control_system()`;
  const idOf = async (client: pg.Client) => (await client.query<{ id: string }>(identity)).rows[0]?.id;
  if ((await withClient(directUrl, idOf)) !== (await idOf(through)))
    throw wrong('DATABASE_DIRECT_URL and DATABASE_URL lead to different databases');
}

/** Through a pooler limits hold for the login, which may set them for itself. Connections the pooler has open keep what they began with. */
async function limitLogin(directUrl: string, config: Config, log: Logger): Promise<void> {
  await withClient(directUrl, async (client) => {
    if (await isPooled(client)) throw wrong('DATABASE_DIRECT_URL goes through a pooler too: it must name PostgreSQL');
    const current = await limitsInForce(client);
    for (const [name, ms] of Object.entries(limitsOf(config))) {
      if (current.get(name) === ms) continue;
      await client.query(`do $$ begin
        execute format('alter role %I in database %I set ${name} = ${ms}', session_user, current_database());
      end $$`);
      log.info({ name, ms }, 'a limit was set for the login of DATABASE_DIRECT_URL');
    }
  });
}

/** @throws when a statement could run or wait for ever */
async function requireLimits(client: pg.Client, config: Config, log: Logger): Promise<void> {
  const current = await limitsInForce(client);
  for (const [name, wanted] of Object.entries(limitsOf(config))) {
    const ms = current.get(name) ?? 0;
    if (ms === 0)
      throw wrong(
        `${name} is not in force on connections of DATABASE_URL. With a pooler between, ${USE_DIRECT_URL}; when that is done, its connections are older than the limit: RECONNECT in the pooler`,
      );
    if (ms !== wanted)
      log.warn({ name, ms, wanted }, 'a limit differs from the settings; RECONNECT in the pooler renews it');
  }
}

async function limitsInForce(client: pg.Client): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; ms: number }>(
    `select name, setting::int as ms from pg_settings where name = any($1)`,
    [['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']],
  );
  return new Map(rows.map(({ name, ms }) => [name, ms]));
}

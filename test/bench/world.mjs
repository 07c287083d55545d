// Services over seeded databases on one PostgreSQL of our own, shared by the rows that talk to the API. The service runs as built, without
// job workers: those are a process of their own where load matters, and would make the pairs unequal here.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { startEmbeddedPostgres } from '../../dist/src/platform/database/embedded/embedded-postgres.js';
import { startLoad } from './load.mjs';
import { seed, tokenOf } from './seed.mjs';
import { endLeft, openFolder, say, startService, stop } from './service.mjs';

const SECRET = randomBytes(32).toString('hex');
const ended = [];
const made = new Map();
let base = null;
let load = null;

/** The whole run is a quick one, with fewer deliveries to acknowledge. */
export const QUICK = process.argv.includes('--quick');

/** The blocks of the main database: units below the sender, documents sent to all of them, documents that wait to be sent. */
export const HUNDRED = { block: 1, units: 100, sent: 1, issued: 40 };
export const THOUSAND = { block: 2, units: 1000, sent: QUICK ? 20 : 60, issued: 40 };
export const TEN_THOUSAND = { block: 3, units: 10_000, sent: 2, issued: 60 };
export const HUNDRED_THOUSAND = { block: 4, units: 100_000, sent: 1, issued: 30, staffed: false };

export const mainWorld = () => world('main', [HUNDRED, THOUSAND, TEN_THOUSAND, HUNDRED_THOUSAND]);

/** A service over a database of its own; made once. */
export function world(name, blocks, environment = {}) {
  if (!made.has(name)) made.set(name, makeWorld(name, blocks, environment));
  return made.get(name);
}

async function makeWorld(name, blocks, environment) {
  base ??= await startPostgres();
  const owner = base.url('postgres');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  await client.query(`create database ${client.escapeIdentifier(name)}`);
  await client.end();
  const url = base.url(name);
  const folder = await openFolder();
  ended.push(folder.remove);
  const env = {
    DATABASE_URL: url,
    JWT_SECRET: SECRET,
    SAMPLE: 'off',
    JOBS_CONCURRENCY: '0',
    LOG_LEVEL: 'info',
    ACCESS_TOKEN_MINUTES: '60',
    ...environment,
  };
  const service = await startService(env, folder.path);
  ended.push(() => stop(service.child));
  const { seconds, deliveries } = await seed(url, blocks);
  say(`    ${name}: ${deliveries} deliveries made in ${seconds.toFixed(1)} s`);
  return {
    name,
    url: service.url,
    pid: service.child.pid,
    database: url,
    tokenOf: (block, place = 0) => tokenOf(SECRET, block, place),
  };
}

async function startPostgres() {
  const folder = await openFolder();
  ended.push(folder.remove);
  const settings = process.env.BENCH_STATEMENTS
    ? { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all' }
    : {};
  const server = await startEmbeddedPostgres({ dataDir: folder.path, settings });
  ended.push(() => server.stop());
  return server;
}

export function clients() {
  if (!load) {
    load = startLoad();
    ended.push(async () => load.stop());
  }
  return load;
}

/** Has this ended as well, also when somebody stops the bench. */
export const atEnd = (end) => void ended.push(end);

let ending = null;
/** Ends what was started, the last first and each once: somebody may stop a bench that ends already. */
export const endWorlds = () => (ending ??= endAll());

async function endAll() {
  await endLeft().catch((error) => say(`not ended: ${error.message}`));
  for (const end of ended.toReversed()) await end().catch((error) => say(`not ended: ${error.message}`));
}

const TICK_MS = 10;

/** CPU so far in ms: of one process, and of the PostgreSQL backends that live, all or those of one database. */
export async function cpuOf(pid, database = '') {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  let postgres = 0;
  let own = 0;
  for (const id of ids) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    const name = /\((.*)\)/.exec(stat)?.[1];
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ms = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    if (Number(id) === pid) own = ms;
    else if (
      name === 'postgres' &&
      (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).includes(
        database ? ` ${database} ` : 'postgres: ',
      )
    )
      postgres += ms;
  }
  return { node: own, postgres };
}

// Services over seeded databases on one PostgreSQL of our own, shared by the rows that talk to the API. The service runs as built, without
// job workers: those are a process of their own where load matters, and would make the pairs unequal here.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { startEmbeddedPostgres } from '../../dist/src/platform/database/embedded/embedded-postgres.js';
import { atEnd } from './ends.mjs';
import { startLoad } from './load.mjs';
import { seed, tokenOf } from './seed.mjs';
import { openFolder, say, startService } from './service.mjs';

const SECRET = randomBytes(32).toString('hex');
const made = new Map();
let base = null;
let load = null;

/** The whole run is a quick one, with fewer deliveries to acknowledge. */
export const QUICK = process.argv.includes('--quick');

/** The blocks of the main database: units below the sender, documents sent to all of them, documents that wait to be sent. */
export const HUNDRED = { block: 1, units: 100, sent: 1, issued: 40 };
export const THOUSAND = { block: 2, units: 1000, sent: QUICK ? 20 : 80, issued: 40 };
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
  const settings = process.env.BENCH_STATEMENTS
    ? { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all' }
    : {};
  const starting = startEmbeddedPostgres({ dataDir: folder.path, settings });
  atEnd(async () => (await starting).stop());
  const server = await starting;
  postmaster = await postmasterOf(server.url('postgres'));
  return server;
}

export function clients() {
  if (!load) {
    load = startLoad();
    atEnd(async () => load.stop());
  }
  return load;
}

let postmaster = 0;

/** The process whose children the backends of a server are. */
async function postmasterOf(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const { parent } = await processOf(rows[0].pid);
  await client.end();
  return parent;
}

const TICK_MS = 10;

async function processOf(id) {
  const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
}

/** CPU so far in ms: of one process, and of the backends of our own PostgreSQL that live, all or those of one database. */
export async function cpuOf(pid, database = '') {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  let postgres = 0;
  for (const id of ids) {
    const { parent, ms } = await processOf(id);
    if (parent !== postmaster || postmaster === 0) continue;
    const title = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    if (title.includes(database ? ` ${database} ` : 'postgres: ')) postgres += ms;
  }
  return { node: (await processOf(pid)).ms, postgres };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pg from 'pg';
import { isRoot, unprivilegedAccount, type Account } from '../../src/platform/database/embedded/account.ts';
import { findBinaries } from '../../src/platform/database/embedded/binaries.ts';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/database/embedded/embedded-postgres.ts';
import { environment, serverArguments } from '../../src/platform/database/embedded/settings.ts';
import { withClient } from '../../src/platform/database/heard-client.ts';
import { giveServiceLogin, migrate } from '../../src/platform/database/migrate.ts';
import type { TestDatabase } from './database.ts';
import { freePorts, until } from './peers/peer.ts';

const SERVICE = { user: 'gnvb_service', password: 'of-a-test-on-loopback' };
/** Every statement is written to the log before it runs: who was asked for what. */
const TELLING = { log_statement: 'all', log_line_prefix: '%a|', fsync: 'off', autovacuum: 'off' };
/** Belongs to the running primary, or is sent again. */
const NOT_COPIED = new Set(['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot', 'pg_stat_tmp']);

/** A server of the pair, as seen in its log. */
export interface Server {
  readonly log: string;
  readonly port: number;
}

/** A PostgreSQL with a migrated database, and a standby that streams from it. */
export interface Pair {
  readonly database: TestDatabase;
  readonly primary: Server;
  readonly standby: Standby;
  /** The standby's address for the service. */
  readonly replicaUrl: string;
  stop(): Promise<void>;
}

/** Starts both: a few seconds. */
export async function aReplicatedDatabase(): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'gnvb-pair-'));
  await chmod(folder, 0o711);
  const primary = await startEmbeddedPostgres({ dataDir: folder, settings: TELLING });
  const ownerUrl = primary.url();
  try {
    await migrate(ownerUrl);
    await giveServiceLogin(ownerUrl, SERVICE.user, SERVICE.password);
    const standby = await Standby.of(primary, folder);
    return {
      database: {
        access: {
          url: primary.url(undefined, SERVICE),
          directUrl: null,
          options: '',
          embedded: false,
          stop: async () => undefined,
        },
        ownerUrl,
        drop: async () => undefined,
      },
      primary: { log: join(folder, 'postgres.log'), port: primary.port },
      standby,
      replicaUrl: primary.url(undefined, SERVICE).replace(`:${primary.port}/`, `:${standby.port}/`),
      stop: async () => {
        await standby.stop();
        await primary.stop();
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    await primary.stop();
    throw error;
  }
}

/** A hot standby, made of a copy of the running primary. */
export class Standby implements Server {
  #process: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    readonly log: string,
    private readonly cluster: string,
    private readonly primary: EmbeddedPostgres,
    private readonly account: Account | null,
  ) {}

  static async of(primary: EmbeddedPostgres, folder: string): Promise<Standby> {
    const account = isRoot() ? await unprivilegedAccount() : null;
    const cluster = join(folder, 'standby');
    await copyRunning(primary.url(), join(folder, 'postgres'), cluster);
    if (account) await giveAll(cluster, account);
    const [port] = (await freePorts(1)) as [number];
    const standby = new Standby(port, join(folder, 'standby.log'), cluster, primary, account);
    await standby.start();
    return standby;
  }

  /** As owner of the database, on the standby. */
  get url(): string {
    return this.primary.url().replace(`:${this.primary.port}/`, `:${this.port}/`);
  }

  async start(): Promise<void> {
    const { postgres } = await findBinaries(this.account, '/nowhere');
    const log = openSync(this.log, 'a');
    const settings = {
      ...TELLING,
      primary_conninfo: conninfo(this.primary.url()),
      wal_retrieve_retry_interval: '200ms',
    };
    const child = spawn(postgres, serverArguments(this.cluster, this.port, settings), {
      cwd: '/',
      env: environment(process.env),
      stdio: ['ignore', log, log],
      ...this.account,
    });
    closeSync(log);
    this.#process = child;
    // Jest may leave without asking anybody.
    process.once('exit', () => child.kill('SIGQUIT'));
    await until('the standby', () => withClient(this.url, async (c) => (await c.query('select 1')).rowCount === 1), 30);
  }

  /** The processes of the server all at once, as by a power cut (SIGKILL), or for a while (SIGSTOP, SIGCONT). */
  async signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const child = this.#process as ChildProcess;
    const pids = [child.pid as number, ...(await childrenOf(child.pid as number))];
    const ended = name === 'SIGKILL' ? once(child, 'exit') : null;
    for (const pid of pids) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
    await ended;
  }

  async ask(sql: string): Promise<unknown[]> {
    return withClient(this.url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGQUIT');
    await ended;
  }
}

/** The statements a server was asked for by an application, oldest first. */
export async function statementsOf({ log }: Server, application: string): Promise<string[]> {
  const entries = (await readFile(log, 'utf8')).split(/^(?=[^|\n]*\|(?:LOG|DETAIL|ERROR|FATAL|STATEMENT): )/m);
  const asked = new RegExp(String.raw`^${application}\|LOG:  (?:statement|execute [^:]*): `);
  return entries.filter((entry) => asked.test(entry)).map((entry) => entry.replace(asked, '').trim());
}

async function copyRunning(ownerUrl: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_backup_start('standby', true)`);
    await mkdir(to, { mode: 0o700 });
    await cp(from, to, { recursive: true, filter: (source) => !NOT_COPIED.has(basename(source)) });
    const { rows } = await client.query<{ labelfile: string }>(`select labelfile from pg_backup_stop(false)`);
    await writeFile(join(to, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600 });
    for (const name of ['pg_wal', 'pg_replslot', 'pg_stat_tmp']) await mkdir(join(to, name), { mode: 0o700 });
    await writeFile(join(to, 'standby.signal'), '', { mode: 0o600 });
  } finally {
    await client.end();
  }
}

async function giveAll(folder: string, account: Account): Promise<void> {
  await chown(folder, account.uid, account.gid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveAll(path, account);
    else await chown(path, account.uid, account.gid);
  }
}

function conninfo(url: string): string {
  const { username, password, port } = new URL(url);
  return `host=127.0.0.1 port=${port} user=${username} password=${decodeURIComponent(password)} application_name=standby`;
}

async function childrenOf(pid: number): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid) found.push(Number(name));
  }
  return found;
}

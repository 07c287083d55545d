import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, unprivilegedAccount } from '../../../src/platform/database/embedded/account.ts';
import { withClient } from '../../../src/platform/database/heard-client.ts';
import { freePorts, Processes, until } from './peer.ts';

/** A pooler in front of a database. */
export interface Pooler {
  /** The database's address through it. */
  through(url: string): string;
  /** A command of its console: `RECONNECT`, `SHOW POOLS`. */
  console(command: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

export interface PoolerOptions {
  readonly mode: 'transaction' | 'session';
  /** Connections to PostgreSQL for each login. */
  readonly size: number;
  /** Startup settings it takes and drops. */
  readonly ignores?: string;
}

/** Starts PgBouncer on loopback for the database and login of `url`; it refuses root, so as root it runs as PostgreSQL does. */
export async function startPgBouncer(url: string, { mode, size, ignores = '' }: PoolerOptions): Promise<Pooler> {
  const folder = await mkdtemp(join(tmpdir(), 'gnvb-pgbouncer-'));
  const [port] = (await freePorts(1)) as [number];
  const target = new URL(url);
  const [login, password] = [decodeURIComponent(target.username), decodeURIComponent(target.password)];
  const files: Readonly<Record<string, string>> = {
    'users.txt': `"${login}" "${password}"\n"console" "console"\n`,
    'pgbouncer.ini': `[databases]
* = host=127.0.0.1 port=${target.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, 'users.txt')}
admin_users = console
pool_mode = ${mode}
default_pool_size = ${size}
max_client_conn = 200
ignore_startup_parameters = ${ignores || 'extra_float_digits'}
logfile =
`,
  };
  const account = isRoot() ? await unprivilegedAccount() : null;
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    if (account) await chown(join(folder, name), account.uid, account.gid);
  }
  await chmod(folder, 0o711);
  const processes = new Processes();
  processes.start('pgbouncer', [join(folder, 'pgbouncer.ini')], join(folder, 'log'), account);
  const through = (to: string): string => {
    const address = new URL(to);
    address.port = String(port);
    return address.href;
  };
  const consoleUrl = `postgresql://console:console@127.0.0.1:${port}/pgbouncer`;
  const pooler: Pooler = {
    through,
    console: (command) =>
      withClient(consoleUrl, async (client) => (await client.query<Record<string, unknown>>(command)).rows),
    stop: async () => {
      await processes.stopAll('SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await until('pgbouncer', async () => (await pooler.console('SHOW VERSION')).length > 0, 20);
    return pooler;
  } catch (error) {
    await pooler.stop();
    throw error;
  }
}

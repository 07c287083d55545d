import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { BadConfiguration, type Config } from '../config/config.ts';
import { PRACTICE_JOBS, PRACTICE_POOL } from '../config/practice.settings.ts';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { keepPostgresRunning } from './embedded/keep-running.ts';
import { requireGoodLine } from './line-checks.ts';
import { withClient } from './heard-client.ts';
import { giveServiceLogin, migrate } from './migrate.ts';

/** How this process reaches its database. */
export interface DatabaseAccess {
  /** For the service: a login that is a member of gnvb_app and owns nothing. */
  readonly url: string;
  /** PostgreSQL itself, when `url` goes through a pooler in transaction mode; such a connection takes no startup settings. Otherwise null. */
  readonly directUrl: string | null;
  /** Startup options of each connection. */
  readonly options: string;
  /** Whether the server is our own embedded one. */
  readonly embedded: boolean;
  /** The owner's way to the database of the practice area, beside our own embedded one. */
  readonly practiceOwnerUrl?: string | undefined;
  /** Stops the embedded server, if this process started it. */
  stop(): Promise<void>;
}

const SERVICE_LOGIN = 'gnvb_service';

/**
 * Starts the embedded PostgreSQL when none is configured, brings the schema up to date, and says how to connect.
 * @param meanwhile called when the embedded PostgreSQL was started, and there is time until it answers
 */
export async function openDatabase(config: Config, log: Logger, meanwhile?: () => void): Promise<DatabaseAccess> {
  const url = config.get('DATABASE_URL');
  if (url) return openExternal(url, config, log);
  const dataDir = config.get('DATA_DIR');
  await mkdir(dataDir, { recursive: true });
  const server = await keepPostgresRunning({
    dataDir,
    log: (line) => log.info({ line }, 'postgres'),
    settings: { max_connections: String(connectionsOf(config)) },
    onSpawn: meanwhile,
  });
  try {
    return await openEmbedded(server, dataDir);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** What all processes may open at once, the practice area in each too, with some left for commands and for people. */
function connectionsOf(config: Config): number {
  const ofOne = config.get('DATABASE_POOL') + config.get('JOBS_CONCURRENCY') + 4 + PRACTICE_POOL + PRACTICE_JOBS + 6;
  return Math.max(100, config.get('WORKERS') * ofOne + 20);
}

/** With one URL only, that login migrates and the service then works under `role=gnvb_app`. */
async function openExternal(url: string, config: Config, log: Logger): Promise<DatabaseAccess> {
  const [ownerUrl, directUrl] = [config.get('DATABASE_OWNER_URL'), config.get('DATABASE_DIRECT_URL')];
  await migrate(ownerUrl ?? url);
  const options = ownerUrl ? '' : '-c role=gnvb_app';
  const access = { url, directUrl, options, embedded: false, stop: async () => undefined };
  await requireServiceRole(directUrl ?? url);
  await requireGoodLine(config, access, log);
  return access;
}

/** @throws an Error that says which grant is missing */
async function requireServiceRole(url: string): Promise<void> {
  const { login, member } = await withClient(url, async (client) => {
    const found = await client.query<{ login: string; member: boolean }>(
      `select current_user as login, pg_has_role(current_user, 'gnvb_app', 'member') as member`,
    );
    return found.rows[0] ?? { login: '', member: false };
  });
  if (!member)
    throw new BadConfiguration([
      `the login ${login} of DATABASE_URL is no member of gnvb_app: as a superuser run "grant gnvb_app to ${login}"`,
    ]);
}

async function openEmbedded(server: EmbeddedPostgres, dataDir: string): Promise<DatabaseAccess> {
  await migrate(server.url());
  const password = await keptSecret(join(dataDir, 'service-login.secret'));
  await giveServiceLogin(server.url(), SERVICE_LOGIN, password);
  const url = server.url(undefined, { user: SERVICE_LOGIN, password });
  const practiceOwnerUrl = server.url('gnvb_practice');
  return { url, directUrl: null, options: '', embedded: true, practiceOwnerUrl, stop: () => server.stop() };
}

/** A secret made once and kept in a file only its owner can read; two processes that start at once end up with the same one. */
export async function keptSecret(path: string): Promise<string> {
  const written = `${path}.${randomUUID()}`;
  await writeFile(written, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    // Whole or not at all: a reader must never find an empty file.
    await link(written, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(written);
  }
  return (await readFile(path, 'utf8')).trim();
}

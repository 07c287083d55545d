import { type Binaries, findBinaries } from './binaries.ts';
import { ensureCluster, readPassword } from './cluster.ts';
import { answers, databaseUrl, ensureDatabase, type Login } from './connection.ts';
import { FolderBusy, withFolderLock } from './folder-lock.ts';
import { launch, type LaunchOptions } from './launch.ts';
import { watchLog } from './log-file.ts';
import { claim, isOwned, release } from './owner-file.ts';
import { livePostmaster, type PidFile } from './pid-file.ts';
import { choosePlace, type Place } from './place.ts';
import { foreignPostmaster, type Postmaster, shutDown } from './postmaster.ts';
import { until } from './wait.ts';

const DATABASE = 'gnvb';
const ANSWER_MS = 120_000;
const STOP_LOCK_MS = 20_000;

export interface EmbeddedPostgresOptions extends LaunchOptions {
  /** The service's data folder; the cluster lives in `<dataDir>/postgres` (see place.ts for the exception). */
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** PostgreSQL ended without stop(); the exit code is null after a signal or when it was not our child. */
  readonly onExit?: (code: number | null) => void;
}

export interface EmbeddedPostgres {
  readonly port: number;
  /** The server already ran: another live service has it, or a killed one left it (then it is ours to stop). */
  readonly reused: boolean;
  /** Connection string; by default database `gnvb` as superuser `postgres`. */
  url(database?: string, role?: Login): string;
  /** Ends the server unless another live service owns it. May be called more than once. */
  stop(): Promise<void>;
}

interface Opened {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly server: Postmaster;
  readonly superuser: Login;
  readonly reused: boolean;
  readonly owned: boolean;
}

/**
 * Starts the PostgreSQL of `dataDir`, or joins the one that already runs there. Safe when two services start at the
 * same moment, after `kill -9` of either process, and as root (PostgreSQL then runs as an unprivileged account).
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await choosePlace(options.dataDir);
  const opened = await withFolderLock(place.home, () => openServer(place, options));
  return handle(opened, options);
}

async function openServer(place: Place, options: EmbeddedPostgresOptions): Promise<Opened> {
  const log = options.log ?? (() => undefined);
  const binaries = await findBinaries(place.account, place.spare);
  if (await ensureCluster(place, binaries)) log(`made a new database cluster in ${place.cluster}`);
  const superuser = { user: 'postgres', password: await readPassword(place.home) };
  const running = await joinRunning(place, superuser);
  const owned = running === null || !(await isOwned(place.home));
  const server = running ?? (await launch(place, binaries, options));
  if (owned) await claim(place.home);
  const how = !running
    ? 'started'
    : owned
      ? 'taken over from a killed service'
      : 'shared with the service that owns it';
  log(`PostgreSQL ${how}: 127.0.0.1:${server.port}, pid ${server.pid}, ${place.cluster}`);
  try {
    await ensureDatabase(databaseUrl(server.port, 'postgres', superuser), DATABASE);
  } catch (error) {
    if (owned) await shutDown(server, place.cluster, binaries);
    throw error;
  }
  return { place, binaries, server, superuser, reused: running !== null, owned };
}

/** A server that runs already, once it answers; null when there is none or it was just stopping. */
async function joinRunning(place: Place, superuser: Login): Promise<Postmaster | null> {
  let found = null as PidFile | null;
  const settled = async (): Promise<boolean> => {
    found = await livePostmaster(place.cluster);
    return found === null || answers(databaseUrl(found.port, 'postgres', superuser));
  };
  if (!(await until(settled, ANSWER_MS)))
    throw new Error(`PostgreSQL runs in ${place.cluster} but does not answer on port ${found?.port}: stop it first.`);
  return found && foreignPostmaster(found.pid, found.port, place.cluster);
}

function handle(opened: Opened, options: EmbeddedPostgresOptions): EmbeddedPostgres {
  const { server, superuser, reused } = opened;
  const unwatchLog = watchLog(opened.place.log);
  const unwatch = server.watch((code) => options.onExit?.(code));
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    unwatch();
    unwatchLog();
    if (opened.owned) await stopOwned(opened);
  };
  return {
    port: server.port,
    reused,
    url: (database = DATABASE, role = superuser) => databaseUrl(server.port, database, role),
    stop: () => (stopped ??= stop()),
  };
}

async function stopOwned({ place, binaries, server }: Opened): Promise<void> {
  const end = async (): Promise<void> => {
    await shutDown(server, place.cluster, binaries);
    await release(place.home);
  };
  // Under the lock, so that nobody joins a server that is about to go.
  await withFolderLock(place.home, end, STOP_LOCK_MS).catch((error: unknown) => {
    if (!(error instanceof FolderBusy)) throw error;
    return end();
  });
}

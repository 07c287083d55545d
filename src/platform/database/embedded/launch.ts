import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { boundLog, logSize, logTail } from './log-file.ts';
import { readPidFile, stalePid } from './pid-file.ts';
import type { Place } from './place.ts';
import type { Postmaster } from './postmaster.ts';
import { environment, serverArguments } from './settings.ts';
import { until } from './wait.ts';

/** Crash recovery replays up to max_wal_size; slow disks need minutes for it. */
const READY_MS = 300_000;
const RETRY_MS = 30_000;

export interface LaunchOptions {
  /** Server settings over our defaults; a reused server keeps those it was started with. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The port it must have, because others know it already; a free one when left out. */
  readonly port?: number;
  /** PostgreSQL was started, and there is time until it answers. */
  readonly onSpawn?: (() => void) | undefined;
}

/** Starts a postmaster and waits until it takes connections; the error carries the last lines of its log. */
export async function launch(
  place: Place,
  binaries: Binaries,
  { settings = {}, port: wanted, onSpawn }: LaunchOptions,
): Promise<Postmaster> {
  await boundLog(place.log);
  const deadline = performance.now() + RETRY_MS;
  for (;;) {
    const from = await logSize(place.log);
    const port = wanted ?? (await freePort());
    const child = await spawnPostgres(place, binaries, serverArguments(place.cluster, port, settings));
    onSpawn?.();
    if (await isReady(child, place.cluster)) return childPostmaster(child, port);
    const lines = await logTail(place.log, from);
    if (!passes(lines) || performance.now() > deadline)
      throw new Error(
        `PostgreSQL did not start (exit ${child.exitCode ?? child.signalCode}).\n${lines}\n(${place.log})`,
      );
    await sleep(250);
  }
}

/** Whether trying again helps: backends of a killed postmaster still end, or the port was taken meanwhile. */
export function passes(lines: string): boolean {
  return /pre-existing shared memory block|could not create any TCP\/IP sockets|could not bind IPv4/.test(lines);
}

async function spawnPostgres(place: Place, binaries: Binaries, args: readonly string[]): Promise<ChildProcess> {
  const log = await open(place.log, 'a', 0o600);
  try {
    // PG_GRANDPARENT_PID: a pid that PostgreSQL may ignore in a stale postmaster.pid, because by now it is another
    // process (or a zombie). Removing the file instead would also remove its guard against orphaned backends.
    const stale = await stalePid(place.cluster);
    const env = { ...environment(process.env), ...(stale && { PG_GRANDPARENT_PID: String(stale) }) };
    const stdio: ['ignore', number, number] = ['ignore', log.fd, log.fd];
    // Detached: Ctrl-C must reach the service first, which stops the database last.
    const child = spawn(binaries.postgres, args, { cwd: place.home, env, stdio, detached: true, ...place.account });
    await new Promise((resolve, reject) => child.once('spawn', () => resolve(null)).once('error', reject));
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

async function isReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ready = async (): Promise<boolean> => {
    const file = await readPidFile(cluster);
    return file?.pid === child.pid && file?.ready === true;
  };
  await until(async () => ended() || (await ready()), READY_MS);
  if (!ended() && (await ready())) return true;
  if (!ended()) child.kill('SIGINT');
  await until(ended, 10_000);
  return false;
}

function childPostmaster(child: ChildProcess, port: number): Postmaster {
  return {
    pid: child.pid ?? 0,
    port,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    watch: (ended) => {
      child.once('exit', ended);
      return () => child.off('exit', ended);
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

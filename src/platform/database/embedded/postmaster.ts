import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { isRunning, worksIn } from './process-facts.ts';
import { environment } from './settings.ts';
import { until } from './wait.ts';

const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;
const WATCH_EVERY_MS = 500;

/** A running postmaster: our child, or one left over from another process. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  isRunning(): boolean;
  /** Calls back once when it has ended, with its exit code if it was our child; returns the way to stop watching. */
  watch(ended: (code: number | null) => void): () => void;
}

/** A postmaster that is not our child: its end is seen by looking. */
export function foreignPostmaster(pid: number, port: number, cluster: string): Postmaster {
  const alive = (): boolean => isRunning(pid) && worksIn(pid, cluster);
  return { pid, port, isRunning: alive, watch: (ended) => poll(alive, () => ended(null)) };
}

function poll(alive: () => boolean, ended: () => void): () => void {
  const timer = setInterval(() => {
    if (alive()) return;
    clearInterval(timer);
    ended();
  }, WATCH_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Ends it: fast (open transactions roll back, checkpoint), else immediate (the next start recovers from the WAL). */
export async function shutDown(server: Postmaster, cluster: string, binaries: Binaries): Promise<void> {
  const gone = (): boolean => !server.isRunning();
  if (gone()) return;
  if (process.platform === 'win32') return windowsStop(cluster, binaries);
  signal(server, 'SIGINT');
  if (await until(gone, FAST_STOP_MS)) return;
  signal(server, 'SIGQUIT');
  if (await until(gone, IMMEDIATE_STOP_MS)) return;
  throw new Error(`PostgreSQL (pid ${server.pid}) does not stop.`);
}

function signal(server: Postmaster, name: NodeJS.Signals): void {
  try {
    if (server.isRunning()) process.kill(server.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Windows has no signals: kill() would end the process without a checkpoint. */
async function windowsStop(cluster: string, binaries: Binaries): Promise<void> {
  const args = ['stop', '-D', cluster, '-m', 'fast', '-w'];
  await promisify(execFile)(binaries.pgCtl, args, { env: environment(process.env) });
}

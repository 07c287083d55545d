import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, worksIn } from './process-facts.ts';

export interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What `postmaster.pid` says (pid, folder, start, port, socket folder, address, shared memory, status); null if unfinished. */
export function parsePidFile(text: string): PidFile | null {
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return null;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

/** The pid file of the cluster; null when there is none (yet). */
export async function readPidFile(cluster: string): Promise<PidFile | null> {
  const text = await readPidText(cluster);
  return text === null ? null : parsePidFile(text);
}

/** The postmaster that works in this cluster now, whoever started it. */
export async function livePostmaster(cluster: string): Promise<PidFile | null> {
  const file = await readPidFile(cluster);
  return file && isRunning(file.pid) && worksIn(file.pid, cluster) ? file : null;
}

/** The pid a stale pid file names, for `PG_GRANDPARENT_PID`; null without a pid file. */
export async function stalePid(cluster: string): Promise<number | null> {
  const pid = Number.parseInt((await readPidText(cluster)) ?? '', 10);
  return pid > 0 ? pid : null;
}

async function readPidText(cluster: string): Promise<string | null> {
  try {
    return await readFile(join(cluster, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

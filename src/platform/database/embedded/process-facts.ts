import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** State letter and start time (clock ticks since boot) out of `/proc/<pid>/stat`; null when it is not one. */
export function parseStat(stat: string): { readonly state: string; readonly started: string } | null {
  // The command name in parentheses may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state && started ? { state, started } : null;
}

/** True while the process exists and is not a zombie (an init that does not reap leaves those behind in containers). */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const state = readStat(pid)?.state;
  return state !== 'Z' && state !== 'X';
}

/** A text that tells this process from a later one with the same pid; null where the platform does not say. */
export function processIdentity(pid: number): string | null {
  const stat = readStat(pid);
  if (stat) return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}/${stat.started}`;
  return ps(pid, 'lstart');
}

/** Whether the running process `pid` is the postmaster of `cluster`; true as well where the platform does not say. */
export function worksIn(pid: number, cluster: string): boolean {
  try {
    // A postmaster's working folder is its data folder; unlike the command line it follows a rename.
    const [theirs, ours] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)];
    return theirs.dev === ours.dev && theirs.ino === ours.ino;
  } catch {
    const command = read(`/proc/${pid}/cmdline`) ?? ps(pid, 'command');
    return command === null || command.includes(cluster);
  }
}

function readStat(pid: number): ReturnType<typeof parseStat> {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : parseStat(stat);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function ps(pid: number, column: 'lstart' | 'command'): string | null {
  if (process.platform === 'linux' || process.platform === 'win32') return null;
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { promisify } from 'node:util';

/** How a program ended. */
export type Ending = 'well' | 'failed' | 'too-slow' | 'too-large' | 'stopped';

export interface Limits {
  readonly seconds: number;
  /** Of memory in use by the program and what it starts. */
  readonly megabytes: number;
  readonly signal: AbortSignal;
}

const LOOK_MS = 250;
const PAGE_BYTES = 4096;

const run = promisify(execFile);
let withoutNetwork: Promise<readonly string[]> | null = null;

/** Linux can start a program without any network; where it cannot or may not, the program runs with one. */
function prefix(): Promise<readonly string[]> {
  withoutNetwork ??= (async () => {
    for (const way of [
      ['unshare', '--net', '--'],
      ['unshare', '--map-root-user', '--net', '--'],
    ]) {
      const [program = '', ...options] = way;
      const works = await run(program, [...options, 'true']).then(
        () => true,
        () => false,
      );
      if (works) return way;
    }
    return [];
  })();
  return withoutNetwork;
}

/**
 * Runs a program on a hostile file: in a process group of its own that is killed whole, without network where the system can do that,
 * with nothing of our environment, in a folder of its own, and with limits on time and memory.
 */
export async function runSandboxed(
  program: string,
  options: readonly string[],
  folder: string,
  limits: Limits,
): Promise<Ending> {
  const [first = program, ...rest] = [...(await prefix()), program, ...options];
  if (limits.signal.aborted) return 'stopped';
  const child = spawn(first, rest, {
    cwd: folder,
    // Secrets stand in the environment; the program needs none of it.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' },
    stdio: 'ignore',
    detached: true,
  });
  letOthersPass(child.pid);
  return new Promise((resolve) => {
    let ending: Ending | null = null;
    const kill = (why: Ending): void => {
      ending ??= why;
      killGroup(child.pid);
    };
    const stop = (): void => kill('stopped');
    const late = setTimeout(() => kill('too-slow'), limits.seconds * 1000);
    const look = setInterval(() => {
      void groupMegabytes(child.pid).then((used) => used > limits.megabytes && kill('too-large'));
    }, LOOK_MS);
    limits.signal.addEventListener('abort', stop, { once: true });
    const over = (natural: Ending): void => {
      clearTimeout(late);
      clearInterval(look);
      limits.signal.removeEventListener('abort', stop);
      // What it started may have outlived it.
      killGroup(child.pid);
      resolve(ending ?? natural);
    };
    child.once('error', () => over('failed'));
    child.once('exit', (code) => over(code === 0 ? 'well' : 'failed'));
  });
}

/** It takes a whole core, right behind an upload, and nobody waits for it by the second: people's requests and the database go first. What it starts inherits that. */
function letOthersPass(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Gone already, or the system has no such thing: then it only takes its turn like everybody.
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Memory in use by the processes of a group; 0 where the system does not tell. */
async function groupMegabytes(pid: number | undefined): Promise<number> {
  if (pid === undefined) return 0;
  try {
    const pages = await Promise.all((await family(pid)).map(residentPages));
    return (pages.reduce((sum, count) => sum + count, 0) * PAGE_BYTES) / 1024 / 1024;
  } catch {
    return 0;
  }
}

async function family(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const ids = children.trim().split(' ').filter(Boolean).map(Number);
  return [pid, ...(await Promise.all(ids.map(family))).flat()];
}

async function residentPages(pid: number): Promise<number> {
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
  return Number(statm.split(' ')[1] ?? 0);
}

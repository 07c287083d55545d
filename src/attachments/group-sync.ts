import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { release } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);
const AT_ONCE = 16;

/** Older kernels do not say when syncfs(2) failed; Node has no call for it, so coreutils' `sync` makes it. */
let isWhole = process.platform === 'linux' && isAtLeast(release(), 5, 8);

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return a > major || (a === major && b >= minor);
}

/**
 * Brings many files and folders of one disk onto it for good, in one go: everything of the disk is written out, which takes about as long
 * as the sync of one file. Where that cannot be had, each is synced.
 * @throws what the system says; then nothing may be relied on
 */
export async function syncTogether(folder: string, paths: readonly string[]): Promise<void> {
  if (isWhole) {
    try {
      await run('sync', ['-f', folder], { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } });
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Told by the program itself: the disk failed. Anything else: there is no such program, or it knows no -f.
      if (typeof code === 'number' && /input\/output|no space|quota/i.test(String(error))) throw diskError(error);
      isWhole = false;
    }
  }
  for (let at = 0; at < paths.length; at += AT_ONCE) await Promise.all(paths.slice(at, at + AT_ONCE).map(syncOf));
}

function diskError(error: unknown): Error {
  const code = /input\/output/i.test(String(error)) ? 'EIO' : 'ENOSPC';
  return Object.assign(new Error('the disk could not be synced', { cause: error }), { code });
}

/** Of a file its bytes; of a folder its names, each of which is only safe then. */
export async function syncOf(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

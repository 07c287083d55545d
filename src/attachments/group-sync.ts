import { closeSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const AT_ONCE = 16;
const synced = promisify(fsync);

/**
 * Brings many files and folders onto the disk for good. They wait together: the disk writes its journal once for all that ask at the same
 * time, so that a hundred take about as long as a few one after the other.
 * @throws what the system says; then nothing may be relied on
 */
export async function syncTogether(paths: readonly string[]): Promise<void> {
  let next = 0;
  const some = async (): Promise<void> => {
    while (next < paths.length) await syncOf(paths[next++] as string);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, some));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/** Of a file its bytes; of a folder its names, each of which is only safe then. Opened at once: that takes less than handing it over. */
export async function syncOf(path: string): Promise<void> {
  const opened = openSync(path, 'r');
  try {
    await synced(opened);
  } finally {
    closeSync(opened);
  }
}

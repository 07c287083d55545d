// A disk that is full while files arrive and while PostgreSQL writes. A small tmpfs stands in for it, which takes root.
import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { whenStopped } from './ends.mjs';
import { OFFICE } from './workload.mjs';

const run = promisify(execFile);
export const MB = 1024 * 1024;

/** Runs `work` with a folder of few bytes; says why not when it cannot. @returns what `work` returned, or null */
export async function onSmallDisk(folder, bytes, say, work) {
  await mkdir(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=711`, 'tmpfs', folder]);
  } catch (error) {
    say(`skipped: full disk (mounting a tmpfs takes root: ${String(error.stderr ?? error.message).trim()})`);
    return null;
  }
  const leave = () => run('umount', ['-l', folder]);
  const forget = whenStopped(leave);
  try {
    return await work(folder);
  } finally {
    forget();
    await leave();
  }
}

/** Writes until nothing goes in any more, and again when there is room. @returns how to end that */
async function fill(folder) {
  const path = join(folder, 'ballast');
  const file = await open(path, 'w');
  const block = Buffer.alloc(MB);
  const more = async () => {
    for (let size = block.length; size >= 512; size /= 2)
      while ((await file.write(block, 0, size).catch(() => null))?.bytesWritten === size);
  };
  await more();
  let last = Promise.resolve();
  // What the service gives back meanwhile must not help it.
  const again = setInterval(() => void (last = last.then(more)), 100);
  return async () => {
    clearInterval(again);
    await last;
    await file.close();
    await rm(path, { force: true });
  };
}

/** Full for so many milliseconds. */
export async function fillFor(folder, ms) {
  const empty = await fill(folder);
  await sleep(ms);
  await empty();
}

/** Fills the disk, uploads, makes room when the service has said that there is none. @returns the codes of the refusals */
export async function fillAndUpload(folder, client) {
  const { calls } = client.history;
  const before = calls.length;
  const refused = () =>
    calls
      .slice(before)
      .flatMap(({ attempts }) => attempts.map(({ status }) => status).filter((status) => status >= 500));
  const empty = await fill(folder);
  const sent = client.upload(OFFICE.clerk, 'x'.repeat(2 * MB)).then(
    () => 'stored',
    (error) => error.message,
  );
  await Promise.race([sent, until(() => refused().length > 0)]);
  await empty();
  return { outcome: await sent, refused: refused() };
}

/** Gives up after a minute. */
async function until(holds) {
  for (let i = 0; i < 1200 && !holds(); i++) await sleep(50);
}

// A disk that is full when files arrive. A small tmpfs stands in for it, which takes root.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { whenStopped } from './service.mjs';
import { OFFICE } from './workload.mjs';

const run = promisify(execFile);
const SIZE = 6 * 1024 * 1024;

/** Runs `work` with a folder of few bytes; says why not when it cannot. @returns what `work` returned, or null */
export async function onSmallDisk(folder, say, work) {
  await mkdir(folder, { recursive: true });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=711`, 'tmpfs', folder]);
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

/** Fills the disk, uploads, makes room, uploads again. @returns the codes of the refusals */
export async function fillAndUpload(folder, client) {
  const refused = [];
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(SIZE)).catch(() => undefined);
  const sent = client.upload(OFFICE.clerk, 'x'.repeat(2 * 1024 * 1024)).then(
    () => 'stored',
    (error) => error.message,
  );
  const room = new Promise((resolve) => setTimeout(resolve, 1500)).then(() => rm(ballast, { force: true }));
  const [outcome] = await Promise.all([sent, room]);
  for (const call of client.history.calls)
    for (const { status } of call.act === 'upload' ? call.attempts : []) if (status >= 500) refused.push(status);
  return { refused, outcome };
}

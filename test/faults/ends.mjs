// What must be ended when somebody stops the harness.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const running = new Set();

/** Has this done as well when somebody stops the harness. @returns how to forget it */
export function whenStopped(end) {
  running.add(end);
  return () => running.delete(end);
}

const state = { isStopping: false };
/** Somebody stops the harness: nothing new may begin. */
export const isStopping = () => state.isStopping;

async function stopAll() {
  state.isStopping = true;
  // What was started last ends first.
  for (const end of [...running].toReversed()) await end().catch(() => undefined);
  process.exit(130);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll());

/** Runs `work` with a folder that PostgreSQL may pass, gone afterwards. */
export async function inFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'gnvb-faults-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  const forget = whenStopped(remove);
  try {
    await chmod(folder, 0o711);
    return await work(folder);
  } finally {
    forget();
    await remove();
  }
}

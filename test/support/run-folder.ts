import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livePostmaster } from '../../src/platform/database/embedded/pid-file.ts';
import { choosePlace } from '../../src/platform/database/embedded/place.ts';
import { isRunning, processIdentity } from '../../src/platform/database/embedded/process-facts.ts';

const PREFIX = 'gnvb-run-';
const OWNER = 'run.json';
/** A folder without an owner's note is one that is being made, or was left so by a killed run. */
const MAKING_MS = 600_000;

/** A folder of its own for this run; as root PostgreSQL runs as another user, who must be able to pass through it. */
export async function makeRunFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(folder, 0o711);
  await writeFile(join(folder, OWNER), JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
  return folder;
}

/** Stops and removes what killed runs have left behind. Runs that are still going on are left alone. */
export async function sweepLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (name.startsWith(PREFIX) && (await isLeftOver(folder))) await removeRunFolder(folder);
  }
}

/** Ends the PostgreSQL of the folder, at once and without mercy, and deletes both. */
export async function removeRunFolder(folder: string): Promise<void> {
  try {
    const { home, cluster } = await choosePlace(folder);
    const server = await livePostmaster(cluster);
    if (server) await kill(server.pid);
    if (home !== folder) await rm(home, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    process.stderr.write(`${folder} of an earlier test run could not be removed: ${String(error)}\n`);
  }
}

async function isLeftOver(folder: string): Promise<boolean> {
  try {
    const owner = JSON.parse(await readFile(join(folder, OWNER), 'utf8')) as { pid: number; identity: string | null };
    return !isRunning(owner.pid) || owner.identity !== processIdentity(owner.pid);
  } catch {
    const made = await stat(folder).catch(() => null);
    return made !== null && Date.now() - made.mtimeMs > MAKING_MS;
  }
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGQUIT');
  for (let waited = 0; isRunning(pid) && waited < 10_000; waited += 50)
    await new Promise((wake) => setTimeout(wake, 50));
}

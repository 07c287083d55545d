import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { lastLines } from './log-file.ts';
import type { Place } from './place.ts';
import { environment, initdbArguments } from './settings.ts';

const DRAFT = 'postgres.new-';

/**
 * Makes the cluster when there is none. `initdb` works in a draft folder that is renamed at the end: a killed first
 * start leaves no half-made cluster. Call it under the folder lock only; true when it was made.
 */
export async function ensureCluster(place: Place, binaries: Binaries): Promise<boolean> {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return false;
  await removeDrafts(place.home);
  const draft = await mkdtemp(join(place.home, DRAFT));
  const [cluster, passwordFile] = [join(draft, 'cluster'), join(draft, 'password')];
  await mkdir(cluster, { mode: 0o700 });
  await writeFile(passwordFile, `${await ensurePassword(place.home)}\n`, { mode: 0o600 });
  if (place.account) await giveTo(place.account, [draft, cluster, passwordFile]);
  await run(binaries.initdb, initdbArguments(cluster, passwordFile), draft, place.account);
  await rename(cluster, place.cluster);
  await rm(draft, { recursive: true, force: true });
  return true;
}

/** The superuser's password, from the 0600 file beside the cluster. */
export async function readPassword(home: string): Promise<string> {
  const file = passwordFileOf(home);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new Error(`The password of the database in ${home} cannot be read: restore ${file}.`, { cause });
  }
}

async function ensurePassword(home: string): Promise<string> {
  const file = passwordFileOf(home);
  if (!existsSync(file)) {
    await writeFile(`${file}.tmp`, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true });
    await rename(`${file}.tmp`, file);
  }
  return readPassword(home);
}

function passwordFileOf(home: string): string {
  return join(home, 'postgres.password');
}

async function removeDrafts(home: string): Promise<void> {
  const drafts = (await readdir(home)).filter((name) => name.startsWith(DRAFT));
  // An initdb that outlived its killed service may still write there; what stays is removed by a later start.
  await Promise.allSettled(drafts.map((name) => rm(join(home, name), { recursive: true, force: true })));
}

async function giveTo(account: Account, paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => chown(path, account.uid, account.gid)));
}

function run(program: string, args: readonly string[], cwd: string, account: Account | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const child = spawn(program, args, { cwd, stdio: [...stdio], env: environment(process.env), ...account });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed (${code}):\n${lastLines(output)}`)),
    );
  });
}

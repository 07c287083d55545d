import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, closedFolder, isRoot, unprivilegedAccount } from './account.ts';

/** Where one service's database lives and who runs it. */
export interface Place {
  /** Holds the cluster and, beside it, its password and owner file. */
  readonly home: string;
  readonly cluster: string;
  readonly log: string;
  /** Where to copy the binaries when they cannot run where they are installed. */
  readonly spare: string;
  /** The account to run as; null = as ourselves. */
  readonly account: Account | null;
}

/** Home of the clusters whose data folder the PostgreSQL account cannot reach: `/var/lib/gnvb/<hash of its path>`. */
const SPARE_HOME = process.platform === 'darwin' ? '/usr/local/var/gnvb' : '/var/lib/gnvb';

/**
 * Decides where the cluster of `dataDir` lives: in `<dataDir>/postgres`, or, as root with a data folder that the
 * unprivileged account cannot reach, under `/var/lib/gnvb/<hash>/postgres`. `<dataDir>/postgres.location` then
 * names that folder, so that the cluster is found again after the data folder was moved or opened up.
 */
export async function choosePlace(dataDir: string): Promise<Place> {
  await mkdir(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
  const data = await realpath(dataDir);
  const moved = await knownLocation(data);
  if (moved) return at(moved, data, await accountFor(moved));
  if (!isRoot()) return at(data, data, null);
  const account = await accountFor(data);
  const closed = account && (await closedFolder(data, account));
  if (!closed) return at(data, data, account);
  if (existsSync(join(data, 'postgres', 'PG_VERSION')))
    throw new Error(`The database in ${data} cannot be reached by uid ${account.uid}: open ${closed} (chmod o+x).`);
  return relocate(data);
}

function at(home: string, data: string, account: Account | null): Place {
  const [cluster, log] = [join(home, 'postgres'), join(data, 'postgres.log')];
  return { home, cluster, log, account, spare: isRoot() ? SPARE_HOME : data };
}

/** An existing cluster keeps its owner: root can run as whoever made it. */
async function accountFor(home: string): Promise<Account | null> {
  if (!isRoot()) return null;
  const cluster = join(home, 'postgres');
  if (!existsSync(join(cluster, 'PG_VERSION'))) return unprivilegedAccount();
  const { uid, gid } = await stat(cluster);
  if (uid !== 0) return { uid, gid };
  const { uid: wanted } = await unprivilegedAccount();
  throw new Error(`PostgreSQL cannot run as root, but ${cluster} belongs to root: chown -R ${wanted} ${cluster}`);
}

async function relocate(data: string): Promise<Place> {
  const home = await freeLocation(data);
  await mkdir(home, { recursive: true, mode: 0o711 });
  const account = await accountFor(home);
  const closed = account && (await closedFolder(home, account));
  if (closed) throw new Error(`Neither ${data} nor ${home} can be reached by uid ${account.uid}: see ${closed}.`);
  await note(join(home, 'origin'), data);
  await note(join(data, 'postgres.location'), home);
  return at(home, data, account);
}

/** The folder named after the path, unless it serves a data folder that was moved from this path since. */
async function freeLocation(data: string, turn = 0): Promise<string> {
  const home = join(SPARE_HOME, locationKey(data, turn));
  return (await servesAnother(home, data)) ? freeLocation(data, turn + 1) : home;
}

async function servesAnother(home: string, data: string): Promise<boolean> {
  const origin = await text(join(home, 'origin'));
  return origin !== null && origin !== data && (await text(join(origin, 'postgres.location'))) === home;
}

/** Stable name of a data folder's cluster outside it. */
function locationKey(data: string, turn: number): string {
  return createHash('sha256')
    .update(turn === 0 ? data : `${data}\n${turn}`)
    .digest('hex')
    .slice(0, 16);
}

async function knownLocation(data: string): Promise<string | null> {
  const home = await text(join(data, 'postgres.location'));
  if (home === null) return null;
  if (!existsSync(home))
    throw new Error(`The database of ${data} is missing: ${home}, named in postgres.location, cannot be found.`);
  if (await servesAnother(home, data)) {
    const origin = await text(join(home, 'origin'));
    throw new Error(`${data} is a copy of ${origin}, which uses ${home}. Delete postgres.location to begin empty.`);
  }
  if ((await text(join(home, 'origin'))) !== data) await note(join(home, 'origin'), data);
  return home;
}

async function text(file: string): Promise<string | null> {
  return readFile(file, 'utf8').then(
    (content) => content.trim(),
    () => null,
  );
}

async function note(file: string, content: string): Promise<void> {
  // Two services may write it at once, always the same content: a private name each, then an atomic rename.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${content}\n`, { mode: 0o600 });
  await rename(draft, file);
}

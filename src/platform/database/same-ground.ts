import { createHmac, hash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import { BadConfiguration, type Config } from '../config/config.ts';
import { HeardClient } from './heard-client.ts';
import { keptSecret, type DatabaseAccess } from './open-database.ts';

/** What all processes on one database must have alike, and what to say when they have not. The numbers are ours, arbitrary, and nobody else's: whatever is locked under them is a mark. */
const ALIKE = {
  key: {
    lock: 5_903_101,
    mistake:
      'another process on this database works with another signing key: give all hosts the same JWT_SECRET (not set, each DATA_DIR has one of its own). To change the key, stop all processes first',
  },
  files: {
    lock: 5_903_102,
    mistake:
      'another process on this database keeps files elsewhere: BLOB_STORE and S3_… must be the same at all hosts, and with BLOB_STORE=disk DATA_DIR/blobs one folder that they share. To move files, stop all processes first',
  },
  uploads: {
    lock: 5_903_103,
    mistake:
      'another process on this database has another DATA_DIR/uploads: it must be one folder that all hosts share, because each piece of an upload may come to any of them',
  },
} as const;

type Matter = keyof typeof ALIKE;
type Marks = Readonly<Record<Matter, number>>;

const REST_MS = 5000;

/** Others that are here now and hold another mark. A shared lock ends with its connection: nothing is ever left over. */
const OTHERS = `select from pg_locks where locktype = 'advisory' and objsubid = 2 and granted
  and database = (select oid from pg_database where datname = current_database())
  and classid::bigint = $1 and objid::bigint <> $2 limit 1`;

/**
 * Holds a connection for as long as the process serves that says what it stands on, and refuses to begin beside one that stands on
 * something else: with another key sessions would come and go, with other files documents would be lost to half of the calls.
 * @returns the access; stopping it also lets go
 * @throws BadConfiguration that says what differs
 */
export async function standOnSameGround(config: Config, access: DatabaseAccess, log: Logger): Promise<DatabaseAccess> {
  // Who shares an embedded database shares its folder.
  if (access.embedded) return access;
  const watch = new GroundWatch(await marksOf(config), access.directUrl ?? access.url, access.options, log);
  try {
    const differing = await watch.begin();
    if (differing.length > 0) throw new BadConfiguration(differing.map((matter) => ALIKE[matter].mistake));
  } catch (error) {
    await watch.end();
    await access.stop();
    throw error;
  }
  const stop = async (): Promise<void> => {
    await watch.end();
    await access.stop();
  };
  return { ...access, stop };
}

class GroundWatch {
  #client: pg.Client | null = null;
  #rest: NodeJS.Timeout | null = null;
  #hasEnded = false;

  constructor(
    private readonly marks: Marks,
    private readonly url: string,
    private readonly options: string,
    private readonly log: Logger,
  ) {}

  /** First says what it stands on, then looks: of two that begin at the same moment at least one sees the other. */
  async begin(): Promise<Matter[]> {
    const client = new HeardClient({
      connectionString: this.url,
      options: this.options || undefined,
      application_name: 'gnvb-ground',
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    client.once('end', () => this.#lost(client));
    await client.connect();
    this.#client = client;
    const differing: Matter[] = [];
    for (const [matter, { lock }] of Object.entries(ALIKE) as [Matter, { lock: number }][]) {
      await client.query('select pg_advisory_lock_shared($1::int, $2::int)', [lock, this.marks[matter]]);
      const { rowCount } = await client.query(OTHERS, [lock, this.marks[matter]]);
      if (rowCount) differing.push(matter);
    }
    return differing;
  }

  async end(): Promise<void> {
    this.#hasEnded = true;
    if (this.#rest) clearTimeout(this.#rest);
    await this.#client?.end().catch(() => undefined);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#again();
  }

  #again(): void {
    if (this.#hasEnded || this.#rest) return;
    this.#rest = setTimeout(() => void this.#beginAgain(), REST_MS);
    this.#rest.unref();
  }

  /** Who already serves goes on serving, and says what is wrong. */
  async #beginAgain(): Promise<void> {
    this.#rest = null;
    try {
      for (const matter of await this.begin()) this.log.error(ALIKE[matter].mistake);
    } catch {
      this.#again();
    }
  }
}

/** Numbers that say nothing of what they are made from, and differ when it does. */
async function marksOf(config: Config): Promise<Marks> {
  const dataDir = config.get('DATA_DIR');
  await mkdir(dataDir, { recursive: true });
  const key = config.get('JWT_SECRET') ?? (await keptSecret(join(dataDir, 'jwt.secret')));
  const bucket = (['S3_ENDPOINT', 'S3_REGION', 'S3_BUCKET', 'S3_PREFIX'] as const).map(
    (name) => config.get(name) ?? '',
  );
  const isOnDisk = config.get('BLOB_STORE') === 'disk';
  const store = isOnDisk ? await nameOf(join(dataDir, 'blobs')) : hash('sha256', bucket.join('\n'));
  return {
    key: numberOf(key, 'signing key'),
    files: numberOf(store, 'files'),
    uploads: numberOf(await nameOf(join(dataDir, 'uploads')), 'uploads'),
  };
}

/** A folder's own name, kept in it: the same from wherever it is mounted. */
async function nameOf(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o750 });
  return keptSecret(join(folder, '.folder'));
}

/** Positive, so that it reads the same as a lock's number and as an oid. */
function numberOf(secret: string, what: string): number {
  return createHmac('sha256', secret).update(`gnvb ground\n${what}`).digest().readUInt32BE() >>> 1;
}

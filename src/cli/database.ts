import { mkdir } from 'node:fs/promises';
import { SystemClock } from '../platform/clock/clock.ts';
import { startEmbeddedPostgres } from '../platform/database/embedded/embedded-postgres.ts';
import { openDatabase } from '../platform/database/open-database.ts';
import type { Ground } from '../platform/platform.module.ts';
import type { World } from './command.ts';

/** Opens the service's database, migrated, for the length of `work`; an embedded one that a running service has is joined. */
export async function onGround<T>({ config, log }: World, work: (ground: Ground) => Promise<T>): Promise<T> {
  const database = await openDatabase(config, log);
  try {
    return await work({ config, clock: new SystemClock(), log, database });
  } finally {
    await database.stop();
  }
}

/** Reaches the database as its owner, as it is: not migrated first. */
export async function asOwner<T>({ config }: World, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const url = config.get('DATABASE_OWNER_URL') ?? config.get('DATABASE_URL');
  if (url) return work(url);
  const dataDir = config.get('DATA_DIR');
  await mkdir(dataDir, { recursive: true });
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    return await work(server.url());
  } finally {
    await server.stop();
  }
}

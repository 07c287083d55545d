import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { MovableClock } from '../../../src/platform/clock/clock.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { emptyDatabase, type TestDatabase } from '../../support/database.ts';
import { type Service, startService } from '../../support/service.ts';
import { startMailServer, type BadMailServer } from '../mail-server.ts';
import { sharedServer } from '../../support/shared-server.ts';

export const SECRET = 'only for tests: forty bytes of no secret';

/** Two hosts: each with a data folder of its own, in which what must be shared is a link to one place. */
export interface TwoHosts {
  readonly home: TestApp;
  readonly a: Service;
  readonly b: Service;
  /** The settings of both. */
  readonly settings: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly mails: BadMailServer;
  stop(): Promise<void>;
}

async function stopped(service: Service): Promise<number | null> {
  if (service.process.exitCode !== null) return service.process.exitCode;
  service.process.kill('SIGTERM');
  const [code] = (await once(service.process, 'exit')) as [number | null];
  return code;
}

/** A data folder whose files and uploads are the shared ones. */
export async function aHost(folder: string, name: string): Promise<string> {
  const dataDir = join(folder, name);
  await mkdir(dataDir);
  for (const shared of ['blobs', 'uploads']) {
    await mkdir(join(folder, 'shared', shared), { recursive: true });
    await symlink(join(folder, 'shared', shared), join(dataDir, shared));
  }
  return dataDir;
}

/**
 * Starts both at once on an empty database, which they have to bring up to date without getting in each other's way.
 * @param more settings by the addresses of the database, e.g. of a pooler before it
 */
export async function startTwoHosts(
  more: (database: TestDatabase) => Promise<Readonly<Record<string, string>>>,
): Promise<TwoHosts> {
  const folder = await mkdtemp(join(sharedServer().folder, 'hosts-'));
  const database = await emptyDatabase();
  const mails = await startMailServer();
  const services: Service[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(services.map(stopped));
    await mails.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const settings = {
      DATABASE_URL: database.access.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      DATABASE_POOL: '6',
      JOBS_CONCURRENCY: '2',
      JWT_SECRET: SECRET,
      SMTP_URL: mails.url,
      MIN_FREE_DISK_MB: '0',
      PREVIEWS: 'off',
      ...(await more(database)),
    };
    const dataDirs = [await aHost(folder, 'a'), await aHost(folder, 'b')];
    await Promise.allSettled(dataDirs.map(async (dataDir) => services.push(await startService(dataDir, settings))));
    const [a, b] = services;
    if (!a || !b) throw new Error('a host did not start');
    const home = await startTestApp({ database, clock: new MovableClock(new Date()), config: { JWT_SECRET: SECRET } });
    const stopAll = async (): Promise<void> => {
      await home.stop();
      await stop();
    };
    return { home, a, b, settings, folder, mails, stop: stopAll };
  } catch (error) {
    await stop();
    throw error;
  }
}

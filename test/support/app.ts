import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { Config } from '../../src/platform/config/config.ts';
import type { SettingName } from '../../src/platform/config/settings.ts';
import { makeLogger } from '../../src/platform/log/logger.ts';
import { buildApp } from '../../src/start.ts';
import { cloneDatabase, emptyDatabase, type TestDatabase } from './database.ts';
import { sharedServer } from './shared-server.ts';

/** Monday, 18 May 2020, 08:00 in Hà Nội: a working day with nothing special about it. */
export const A_MONDAY = new Date('2020-05-18T08:00:00+07:00');

export interface TestAppOptions {
  /** Settings that differ from the tests' own. */
  readonly config?: Readonly<Partial<Record<SettingName, string>>>;
  readonly clock?: MovableClock;
  /** Modules beside the rooms, e.g. a controller that throws what a test wants thrown. */
  readonly imports?: readonly (Type | DynamicModule)[];
  /** With a practice area, on an empty database that is dropped at the end. */
  readonly practice?: true;
  /** A database that outlives this application (a second one on the same rows); it is not dropped by `stop`. */
  readonly database?: TestDatabase;
}

/** The real application on a database and a data folder of its own, listening on a free port. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly clock: MovableClock;
  /** As owner, for looking at rows. */
  readonly db: pg.Pool;
  readonly database: TestDatabase;
  readonly dataDir: string;
  get<T>(provider: abstract new (...args: never[]) => T): T;
  stop(): Promise<void>;
}

const SETTINGS: Partial<Record<SettingName, string>> = {
  NODE_ENV: 'test',
  PORT: '0',
  PUBLIC_URL: 'http://gnvb.test',
  DATABASE_POOL: '6',
  JOBS_CONCURRENCY: '0',
  MIN_FREE_DISK_MB: '0',
  PREVIEWS: 'off',
  SAMPLE: 'off',
  JWT_SECRET: 'only for tests: forty bytes of no secret',
  LOG_LEVEL: 'silent',
};

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = await mkdtemp(join(sharedServer().folder, 'app-'));
  const database = options.database ?? (await cloneDatabase());
  const practice = options.practice ? await emptyDatabase() : null;
  const clock = options.clock ?? new MovableClock(A_MONDAY);
  const leave = async (): Promise<void> => {
    if (!options.database) await database.drop();
    await practice?.drop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const log = process.env['TEST_LOG_LEVEL'];
    const config = Config.read({
      ...SETTINGS,
      ...(log && { LOG_LEVEL: log }),
      DATA_DIR: dataDir,
      ...(practice && { PRACTICE_DATABASE_URL: practice.ownerUrl }),
      ...options.config,
    });
    const app = await buildApp({ config, clock, log: makeLogger(config), database: database.access }, options.imports);
    await app.listen(0, '127.0.0.1');
    const db = new pg.Pool({ connectionString: database.ownerUrl, max: 2, allowExitOnIdle: true });
    db.on('error', () => undefined);
    const stop = async (): Promise<void> => {
      await app.close();
      await db.end();
      await leave();
    };
    return {
      app,
      url: await app.getUrl(),
      clock,
      db,
      database,
      dataDir,
      get: (provider) => app.get(provider, { strict: false }),
      stop,
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

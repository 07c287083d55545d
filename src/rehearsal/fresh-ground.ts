import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MovableClock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { SettingName } from '../platform/config/settings.ts';
import { openDatabase } from '../platform/database/open-database.ts';
import { makeLogger } from '../platform/log/logger.ts';

/** The whole service, on a clock that the rehearsal moves. */
export interface Rehearsed {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly clock: MovableClock;
}

/** Whatever the machine is set to: nothing of the real service is read, written or sent to. */
const SETTINGS: Readonly<Partial<Record<SettingName, string>>> = {
  NODE_ENV: 'development',
  PORT: '0',
  SAMPLE: 'off',
  PREVIEWS: 'off',
  JOBS_CONCURRENCY: '0',
  MIN_FREE_DISK_MB: '0',
  LOG_LEVEL: 'silent',
};

/** Plays on a service of its own, with an embedded database in a temporary folder that is removed afterwards. */
export async function onFreshGround<T>(
  start: Date,
  more: Readonly<Partial<Record<SettingName, string>>>,
  play: (rehearsed: Rehearsed) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'gnvb-rehearsal-'));
  try {
    const config = Config.read({ ...SETTINGS, ...more, DATA_DIR: folder });
    const [log, clock] = [makeLogger(config), new MovableClock(start)];
    const database = await openDatabase(config, log);
    try {
      const { buildApp } = await import('../start.ts');
      const app = await buildApp({ config, clock, log, database });
      try {
        await app.listen(0, '127.0.0.1');
        return await play({ app, url: await app.getUrl(), clock });
      } finally {
        await app.close();
      }
    } finally {
      await database.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

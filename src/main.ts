import cluster from 'node:cluster';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import { SystemClock } from './platform/clock/clock.ts';
import { BadConfiguration, Config } from './platform/config/config.ts';
import { openDatabase, type DatabaseAccess } from './platform/database/open-database.ts';
import { standOnSameGround } from './platform/database/same-ground.ts';
import { makeLogger } from './platform/log/logger.ts';
import type { Ground } from './platform/platform.module.ts';
import { drain, stopOnSignal } from './stop.ts';
import { ordersOfParent, tellParent, Workers } from './workers.ts';

/** Longer than its workers are given. */
const PARENT_DRAIN_MS = 40_000;

/** Starts the service: configuration, database, application, in that order; stops in the other, or the database would cut work off. */
async function main(): Promise<void> {
  // Loading the rooms makes more rubbish than the service does at work, and pages in which anything survived are never given back:
  // until it serves, the heap is kept small (6 to 11 MiB less for good, for about a seventh more of the start's CPU).
  setFlagsFromString('--optimize-for-size');
  const config = Config.read(process.env);
  const log = makeLogger(config);
  if (cluster.isWorker) return serveAsWorker(config, log);
  // Whatever it throws is thrown again where the rooms are needed.
  const meanwhile = config.get('WORKERS') > 1 ? undefined : () => void loadRooms().catch(() => undefined);
  const database = await standOnSameGround(config, await openDatabase(config, log, meanwhile), log);
  try {
    const ground = { config, clock: new SystemClock(), log, database };
    await loadSample(ground);
    if (config.get('WORKERS') > 1) await lead(ground);
    else log.info({ url: await serve(ground) }, 'ready');
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** @returns where it listens */
async function serve(ground: Ground): Promise<string> {
  const { config, log, database } = ground;
  // A parent of workers needs no rooms, and a worker no sample.
  const { beginSealing, buildApp, openGateway } = await loadRooms();
  const app = await buildApp(ground);
  stopOnSignal(async () => {
    await drain(app);
    await database.stop();
    return true;
  }, log);
  await app.listen(config.get('PORT'), config.get('HOST'));
  setFlagsFromString('--no-optimize-for-size');
  // After a start like that V8 lets the heap grow by little, and bytes of requests count as growth: every 10 to 20 MB that came in had all
  // of it marked anew, a quarter of the time of an upload.
  setFlagsFromString('--heap-growing-percent=75');
  await openGateway(app);
  beginSealing(app);
  return app.getUrl();
}

/** The parent of several workers: it alone owns the embedded PostgreSQL. */
async function lead({ config, log, database }: Ground): Promise<void> {
  const { url, directUrl, options, embedded, practiceOwnerUrl } = database;
  const access = { url, directUrl, options, embedded, practiceOwnerUrl };
  const workers = new Workers(config.get('WORKERS'), access, log);
  stopOnSignal(
    async () => {
      const isWhole = await workers.stop();
      await database.stop();
      return isWhole;
    },
    log,
    PARENT_DRAIN_MS,
  );
  log.info({ url: await workers.start() }, 'ready');
}

async function serveAsWorker(config: Config, parentLog: Logger): Promise<void> {
  const { number, access } = await ordersOfParent();
  const log = parentLog.child({ worker: number });
  const database: DatabaseAccess = { ...access, stop: async () => undefined };
  const url = await serve({ config, clock: new SystemClock(), log, database });
  log.info('worker ready');
  tellParent(url);
}

const loadRooms = () => import('./start.ts');

async function loadSample(ground: Ground): Promise<void> {
  if (ground.config.isProduction || ground.config.get('SAMPLE') === 'off') return;
  const { loadSampleAtStart } = await import('./sample/sample-at-start.ts');
  await loadSampleAtStart(ground);
}

try {
  process.loadEnvFile();
} catch {
  // No .env file: the environment alone decides.
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof BadConfiguration
      ? `${error.message}\n`
      : `${String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
});

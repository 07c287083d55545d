import { BadConfiguration, Config } from './platform/config/config.ts';
import { SystemClock } from './platform/clock/clock.ts';
import { openDatabase } from './platform/database/open-database.ts';
import { makeLogger } from './platform/log/logger.ts';
import { loadSampleAtStart } from './sample/sample-at-start.ts';
import { buildApp } from './start.ts';
import { stopOnSignal } from './stop.ts';

/** Starts the service: configuration, database, application, in that order; stops in the other. */
async function main(): Promise<void> {
  const config = Config.read(process.env);
  const log = makeLogger(config);
  const database = await openDatabase(config, log);
  try {
    const ground = { config, clock: new SystemClock(), log, database };
    await loadSampleAtStart(ground);
    const app = await buildApp(ground);
    stopOnSignal(app, database, log);
    await app.listen(config.get('PORT'), config.get('HOST'));
    log.info({ url: await app.getUrl() }, 'ready');
  } catch (error) {
    await database.stop();
    throw error;
  }
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

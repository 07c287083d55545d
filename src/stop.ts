import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { DatabaseAccess } from './platform/database/open-database.ts';

/** Longest wait for work in flight before the process ends anyway. */
const DRAIN_MS = 25_000;

/** On SIGTERM or SIGINT: take no new work, finish what is in flight, then the jobs, then the database, which would otherwise cut both off. */
export function stopOnSignal(app: NestFastifyApplication, database: DatabaseAccess, log: Logger): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('work in flight did not end in time');
      process.exit(1);
    }, DRAIN_MS).unref();
    // Kept-alive connections whose last answer went out after closing began would be waited for.
    const sweep = setInterval(() => app.getHttpServer().closeIdleConnections(), 100);
    await app.close();
    clearInterval(sweep);
    await database.stop();
    log.info('stopped');
    process.exit(0);
  };
  const onSignal = (signal: string) =>
    void stop(signal).catch((error: unknown) => {
      log.error({ err: error }, 'stopping failed');
      process.exit(1);
    });
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

/** Longest wait for work in flight before the process ends anyway. */
const DRAIN_MS = 25_000;

/**
 * On SIGTERM or SIGINT: stops, and ends the process.
 * @param stop to its end in good order; false when something was cut off
 * @param longestMs then the process ends anyway
 */
export function stopOnSignal(stop: () => Promise<boolean>, log: Logger, longestMs = DRAIN_MS): void {
  let stopping = false;
  const onSignal = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error('work in flight did not end in time');
      process.exit(1);
    }, longestMs).unref();
    void endAfter(stop, log);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function endAfter(stop: () => Promise<boolean>, log: Logger): Promise<never> {
  try {
    const isWhole = await stop();
    log.info('stopped');
    return process.exit(isWhole ? 0 : 1);
  } catch (error) {
    log.error({ err: error }, 'stopping failed');
    return process.exit(1);
  }
}

/** Takes no new work and finishes what is in flight, then the jobs. */
export async function drain(app: NestFastifyApplication): Promise<void> {
  // Kept-alive connections whose last answer went out after closing began would be waited for.
  const sweep = setInterval(() => app.getHttpServer().closeIdleConnections(), 100);
  await app.close();
  clearInterval(sweep);
}

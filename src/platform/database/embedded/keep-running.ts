import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.ts';

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5000;

/**
 * Starts the embedded PostgreSQL and starts it again, on the same port, whenever it ends without being told to: after `kill -9`,
 * or because the service that owned it has stopped. The pools find it there again by themselves.
 */
export async function keepPostgresRunning(
  options: Omit<EmbeddedPostgresOptions, 'port' | 'onExit'>,
): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  let stopping = false;
  let revival: Promise<void> = Promise.resolve();
  const start = (port?: number) =>
    startEmbeddedPostgres({ ...options, ...(port !== undefined && { port }), onExit: () => (revival = revive()) });

  const revive = async (): Promise<void> => {
    log('PostgreSQL has ended unexpectedly; starting it again');
    for (let rest = FIRST_REST_MS; !stopping; rest = Math.min(rest * 2, LONGEST_REST_MS)) {
      try {
        server = await start(first.port);
        return;
      } catch (error) {
        log(`PostgreSQL does not start: ${String(error)}`);
        await sleep(rest);
      }
    }
  };

  const first = await start();
  let server = first;
  const stop = async (): Promise<void> => {
    stopping = true;
    await revival;
    await server.stop();
  };
  return { port: first.port, reused: first.reused, url: first.url, stop };
}

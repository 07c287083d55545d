import { setTimeout as sleep } from 'node:timers/promises';
import type { Login } from './connection.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.ts';

type KeeperOptions = Omit<EmbeddedPostgresOptions, 'port' | 'onExit'>;

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5000;

/**
 * Starts the embedded PostgreSQL and starts it again, on the same port, whenever it ends without being told to: after `kill -9`,
 * or because the service that owned it has stopped. The pools find it there again by themselves.
 */
export async function keepPostgresRunning(options: KeeperOptions): Promise<EmbeddedPostgres> {
  const keeper = new Keeper(options);
  await keeper.start();
  return keeper;
}

class Keeper implements EmbeddedPostgres {
  #first: EmbeddedPostgres | null = null;
  #current: EmbeddedPostgres | null = null;
  #revival: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(private readonly options: KeeperOptions) {}

  get port(): number {
    return this.started().port;
  }

  get reused(): boolean {
    return this.started().reused;
  }

  url(database?: string, role?: Login): string {
    return this.started().url(database, role);
  }

  async start(): Promise<void> {
    const onExit = (): void => {
      this.#revival = this.revive();
    };
    const port = this.#first?.port;
    this.#current = await startEmbeddedPostgres({ ...this.options, ...(port !== undefined && { port }), onExit });
    this.#first ??= this.#current;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#revival;
    await this.#current?.stop();
  }

  private async revive(): Promise<void> {
    this.log('PostgreSQL has ended unexpectedly; starting it again');
    let rest = FIRST_REST_MS;
    while (!this.#isStopping) {
      try {
        await this.start();
        return;
      } catch (error) {
        this.log(`PostgreSQL does not start: ${String(error)}`);
        await sleep(rest);
        rest = Math.min(rest * 2, LONGEST_REST_MS);
      }
    }
  }

  private started(): EmbeddedPostgres {
    if (!this.#first) throw new Error('PostgreSQL was not started');
    return this.#first;
  }

  private log(line: string): void {
    this.options.log?.(line);
  }
}

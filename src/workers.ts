import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DatabaseAccess } from './platform/database/open-database.ts';

/** What a worker is told when it has started: its number, and the database its parent has opened. */
export interface Orders {
  readonly number: number;
  readonly access: Omit<DatabaseAccess, 'stop'>;
}

/** What a worker says: that it can be told something (what is sent before is lost), and later where it listens. */
type Word = { readonly isThere: true } | { readonly url: string };

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5000;
/** A worker that has listened for so long and then ends has crashed; one that ends sooner may never get further. */
const SOUND_MS = 30_000;
/** Longer than a worker gives itself (stop.ts): then it hangs. */
const STOP_MS = 30_000;

/**
 * The processes that serve, all on one port, each with a number from 1 on. The parent only hands connections out in turn and keeps
 * the processes and the database running; a worker whose parent is gone ends at once, Node's cluster sees to that.
 */
export class Workers {
  readonly #workers = new Map<number, Worker>();
  readonly #kept: Promise<void>[] = [];
  #isStopping = false;

  constructor(
    private readonly count: number,
    private readonly access: Omit<DatabaseAccess, 'stop'>,
    private readonly log: Logger,
  ) {}

  /** @returns where they listen, once all do. @throws when one of them ends before that */
  async start(): Promise<string> {
    const numbers = Array.from({ length: this.count }, (_, i) => i + 1);
    try {
      const urls = await Promise.all(numbers.map((number) => this.#begin(number)));
      for (const number of numbers) this.#kept.push(this.#keep(number));
      return urls[0] as string;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Lets every worker finish what is in flight. @returns whether all did */
  async stop(): Promise<boolean> {
    this.#isStopping = true;
    const running = [...this.#workers.values()].filter((worker) => !worker.isDead());
    const hangs = setTimeout(() => {
      for (const worker of running) worker.process.kill('SIGKILL');
    }, STOP_MS);
    for (const worker of running) worker.process.kill('SIGTERM');
    await Promise.all(running.map(ended));
    clearTimeout(hangs);
    await Promise.all(this.#kept);
    // By SIGTERM ends one that was still starting.
    return running.every(({ process: { exitCode, signalCode } }) => exitCode === 0 || signalCode === 'SIGTERM');
  }

  /** Replaces a worker whenever it ends. */
  async #keep(number: number): Promise<void> {
    let rest = FIRST_REST_MS;
    while (!this.#isStopping) {
      const since = performance.now();
      const worker = this.#workers.get(number);
      if (worker) await ended(worker);
      if (this.#isStopping) return;
      this.log.error({ worker: number, ...endOf(worker) }, 'a worker has ended unexpectedly; starting another');
      rest = performance.now() - since > SOUND_MS ? FIRST_REST_MS : Math.min(rest * 2, LONGEST_REST_MS);
      await sleep(rest);
      await this.#begin(number).catch(() => undefined);
    }
  }

  /** @returns where it listens */
  async #begin(number: number): Promise<string> {
    if (this.#isStopping) throw new Error('stopping');
    const worker = cluster.fork();
    this.#workers.set(number, worker);
    worker.on('error', (error) => this.log.warn({ err: error, worker: number }, 'a worker cannot be told something'));
    return new Promise((resolve, reject) => {
      worker.on('message', (word: Word) => {
        if ('url' in word) resolve(word.url);
        else worker.send({ number, access: this.access } satisfies Orders);
      });
      worker.once('exit', (code, signal) =>
        reject(new Error(`worker ${number} ended at its start: ${signal ?? code}`)),
      );
    });
  }
}

/** In a worker: waits for the parent's orders. */
export function ordersOfParent(): Promise<Orders> {
  return new Promise((resolve) => {
    process.once('message', (orders) => resolve(orders as Orders));
    say({ isThere: true });
  });
}

/** In a worker: says that it listens. */
export function tellParent(url: string): void {
  say({ url });
}

const say = (word: Word): void => void process.send?.(word);

const endOf = (worker: Worker | undefined) => ({
  exitCode: worker?.process.exitCode ?? null,
  signal: worker?.process.signalCode ?? null,
});

async function ended(worker: Worker): Promise<void> {
  if (!worker.isDead()) await new Promise((resolve) => worker.once('exit', resolve));
}

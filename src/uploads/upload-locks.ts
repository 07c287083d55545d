import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Locker } from '@tus/server';
import type { Logger } from 'pino';
import { Database } from '../platform/database/database.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { UPLOADS } from './uploads.errors.ts';

/** A holder that says nothing for so long is dead; the clock is the database's, the one all processes share. */
const LEASE = '8 seconds';
const RENEW_MS = 1000;
/** Without an answer of the database for so long a holder stops writing, well before others may think it dead. */
const UNSURE_MS = 4000;
/** A dead holder's lease ends within this time. */
const WAIT_MS = 12_000;
const LOOK_MS = 25;

/** On tus's signature: `cancel` asks a holder to end soon. */
interface Held {
  readonly holder: string;
  readonly cancel: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lets one request at a time write to an upload, across processes. The newer one wins: the older is asked to end, writes what it has
 * and lets go; it may hang on a line that has been dead for minutes, while its sender is trying again.
 */
@Injectable()
export class UploadLocks implements BeforeApplicationShutdown {
  readonly #held = new Map<string, Held>();

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * @param settled resolves when the request's own writing has ended: a lock is never given away before that
   * @param stop makes it end soon
   */
  lockerFor(settled: () => Promise<void>, stop: () => void): Locker {
    return {
      newLock: (id) => {
        let holder = '';
        return {
          lock: async (signal, cancel) => {
            holder = await this.acquire(id, signal, () => {
              stop();
              void cancel();
            });
          },
          unlock: async () => {
            await settled();
            await this.release(id, holder);
          },
        };
      },
    };
  }

  /** Transfers in flight end with what they have; their senders go on at the next process. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const { cancel } of this.#held.values()) cancel();
  }

  /** @throws uploads.busy, uploads.cut when the caller has gone away meanwhile */
  async acquire(id: string, signal: AbortSignal, cancel: () => void): Promise<string> {
    const holder = randomUUID();
    const giveUpAt = performance.now() + WAIT_MS;
    while (!(await this.#try(id, holder))) {
      if (performance.now() > giveUpAt) throw UPLOADS.busy({}, [], 5);
      await this.#askToEnd(id);
      await sleep(LOOK_MS);
      if (signal.aborted) throw UPLOADS.cut();
    }
    this.#held.set(id, { holder, cancel, timer: this.#keepAlive(id, holder, cancel) });
    return holder;
  }

  async release(id: string, holder: string): Promise<void> {
    const held = this.#held.get(id);
    if (held?.holder === holder) {
      clearInterval(held.timer);
      this.#held.delete(id);
    }
    // Left to its lease when the database does not answer: the request has its result.
    await this.database
      .run(`delete from upload_lock where upload_id = $1 and holder = $2`, [id, holder])
      .catch((error: unknown) => this.log.warn({ err: error }, 'an upload stays locked until its lease ends'));
  }

  async #askToEnd(id: string): Promise<void> {
    const here = this.#held.get(id);
    if (here) return here.cancel();
    await this.database.run(`update upload_lock set wanted = true where upload_id = $1 and not wanted`, [id]);
  }

  /** What this process holds is held, also when a crash of the database has forgotten it. */
  async #try(id: string, holder: string): Promise<boolean> {
    if (this.#held.has(id)) return false;
    const taken = await this.database.run(
      `insert into upload_lock (upload_id, holder, expires_at) values ($1, $2, now() + $3::interval)
       on conflict (upload_id) do update set holder = excluded.holder, expires_at = excluded.expires_at, wanted = false
         where upload_lock.expires_at < now()`,
      [id, holder, LEASE],
    );
    if (taken === 1 && this.#held.has(id)) throw new Error(`two requests of this process hold the upload ${id}`);
    return taken === 1;
  }

  #keepAlive(id: string, holder: string, cancel: () => void): NodeJS.Timeout {
    let surely = performance.now();
    const renew = async (): Promise<void> => {
      const asked = performance.now();
      const lock = await this.database
        .first<{ wanted: boolean }>(
          `update upload_lock set expires_at = now() + $3::interval where upload_id = $1 and holder = $2 returning wanted`,
          [id, holder, LEASE],
        )
        .catch(() => ({ wanted: performance.now() - surely > UNSURE_MS, isUnsure: true }));
      if (lock && !('isUnsure' in lock)) surely = asked;
      if (!lock || lock.wanted) cancel();
    };
    return setInterval(() => void renew(), RENEW_MS).unref();
  }
}

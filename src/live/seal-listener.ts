import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import type { Logger } from 'pino';
import { Config } from '../platform/config/config.ts';
import type { DatabaseAccess } from '../platform/database/open-database.ts';
import { DATABASE_ACCESS } from '../platform/jobs/jobs-pool.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { SEAL_CHANNEL } from '../receipts/sealer.ts';

const FIRST_REST_MS = 250;
const LONGEST_REST_MS = 5000;
/** A line that broke without a word is found by asking. */
const ASK_MS = 15_000;
const GOOD_BYE_MS = 1000;

type Heard = (seal: number) => void;

/**
 * The one connection of this process that listens for seals, beside the pool and past a PgBouncer. Lost, it is made anew; what was
 * sealed meanwhile stands in the table and is asked for then.
 */
@Injectable()
export class SealListener {
  #client: pg.Client | null = null;
  #heard: Heard | null = null;
  #rest = FIRST_REST_MS;
  #timer: NodeJS.Timeout | null = null;
  #asking: NodeJS.Timeout | null = null;
  #connecting: Promise<void> | null = null;

  constructor(
    private readonly config: Config,
    @Inject(DATABASE_ACCESS) private readonly access: DatabaseAccess,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** @param heard is told the number of the newest seal: at first, after every reconnection, and at every sealing */
  start(heard: Heard): void {
    this.#heard = heard;
    this.#connecting = this.connect();
    this.#asking = setInterval(() => void this.ask(), ASK_MS).unref();
  }

  async stop(): Promise<void> {
    this.#heard = null;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#asking) clearInterval(this.#asking);
    await this.#connecting;
    const client = this.#client;
    if (!client) return;
    await Promise.race([client.end().catch(() => undefined), sleep(GOOD_BYE_MS, undefined, { ref: false })]);
    drop(client);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.get('DATABASE_DIRECT_URL') ?? this.access.url,
      options: this.access.options || undefined,
      application_name: 'gnvb-live',
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', (error) => this.log.warn({ reason: error.message }, 'the connection that listens was lost'));
    client.once('end', () => this.again(client));
    client.on('notification', ({ payload }) => this.#heard?.(Number(payload)));
    try {
      await client.connect();
      await client.query(`listen ${SEAL_CHANNEL}`);
      const { rows } = await client.query<{ newest: string | null }>('select max(number) as newest from seal');
      this.#heard?.(Number(rows[0]?.newest ?? 0));
      this.#rest = FIRST_REST_MS;
    } catch (error) {
      this.log.warn({ reason: String(error) }, 'seals cannot be listened for yet');
      drop(client);
      this.again(client);
    }
  }

  private again(lost: pg.Client): void {
    if (!this.#heard || this.#client !== lost) return;
    this.#client = null;
    this.#timer = setTimeout(() => {
      this.#connecting = this.connect();
    }, this.#rest);
    this.#rest = Math.min(this.#rest * 2, LONGEST_REST_MS);
  }

  private async ask(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    try {
      await client.query('select 1');
    } catch {
      drop(client);
      this.again(client);
    }
  }
}

/** Without good-bye: the other side may be gone. */
function drop(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

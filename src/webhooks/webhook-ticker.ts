import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { Config } from '../platform/config/config.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { WebhookRunner } from './webhook-runner.ts';

const TICK_MS = 1500;

/**
 * Sends soon after the fact, where jobs run. It asks one small question of the database; the transactions that queue events tell
 * nobody, so that they wait for nobody. The job of every minute sends what a broken ticker left.
 */
@Injectable()
export class WebhookTicker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #asking: Promise<unknown> | null = null;

  constructor(
    private readonly config: Config,
    private readonly runner: WebhookRunner,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.get('JOBS_CONCURRENCY') === 0) return;
    this.#timer = setInterval(() => this.tick(), TICK_MS);
    this.#timer.unref();
  }

  /** Posts on their way still have to be written down, so they are waited for before the database goes. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#asking;
    await this.runner.settle();
  }

  /** Never two questions at once; a database that is away is asked again at the next tick. */
  private tick(): void {
    this.#asking ??= this.runner
      .start()
      .catch((error: unknown) => this.log.debug({ err: error }, 'webhooks could not be looked for'))
      .finally(() => {
        this.#asking = null;
      });
  }
}

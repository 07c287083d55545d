import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { SigningKey } from '../accounts/signing-key.ts';
import { Clock } from '../platform/clock/clock.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { signedHeaders } from './signature.ts';
import { bodyOf } from './webhook-events.ts';
import { WebhookLanes, type Lane, type Sendable } from './webhook-lanes.ts';
import type { PostResult } from '../platform/outlet/outlet.ts';
import { WebhookOutlet } from './webhook-outlet.ts';
import { WebhookSwitchOff } from './webhook-switch-off.service.ts';

/** Webhooks this process sends to at the same time: slow ones hold up themselves. */
const MOST_LANES = 8;
/** Events of one webhook before it is another's turn. */
const TURN = 25;

/** Sends what is due. */
@Injectable()
export class WebhookRunner {
  readonly #serving = new Set<Promise<void>>();

  constructor(
    private readonly lanes: WebhookLanes,
    private readonly outlet: WebhookOutlet,
    private readonly switchOff: WebhookSwitchOff,
    private readonly key: SigningKey,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Begins to send to every webhook on which something is due, as far as there is room. @returns how many were begun */
  async start(): Promise<number> {
    let begun = 0;
    while (this.#serving.size < MOST_LANES) {
      const lane = await this.lanes.claim();
      if (!lane) break;
      begun++;
      const serving = this.serve(lane)
        .catch((error: unknown) => this.log.warn({ err: error, webhook: lane.webhookId }, 'webhook not served'))
        .finally(() => this.#serving.delete(serving));
      this.#serving.add(serving);
    }
    return begun;
  }

  /** Sends until nothing is due any more, or the signal says stop. */
  async runDue(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const begun = await this.start();
      if (signal?.aborted) return;
      // What was begun may have ended by now: then there is nothing to wait for, but perhaps more to begin.
      if (this.#serving.size > 0) await Promise.race(this.#serving);
      else if (begun === 0) return;
    }
  }

  /** Waits for the posts on their way; each ends within seconds. */
  async settle(): Promise<void> {
    await Promise.all(this.#serving);
  }

  /** One turn: in order, until it fails. */
  private async serve(lane: Lane): Promise<void> {
    try {
      for (let sent = 0; sent < TURN; sent++) {
        const event = await this.lanes.next(lane);
        if (!event) return;
        const outcome = await this.lanes.record(lane, event, await this.send(event));
        if (outcome === 'done') continue;
        if (outcome !== 'lost') await this.switchOff.consider(lane.webhookId, outcome === 'gone');
        return;
      }
    } finally {
      await this.lanes.release(lane);
    }
  }

  private send(event: Sendable): Promise<PostResult> {
    const body = bodyOf(event);
    return this.outlet.post(event.url, signedHeaders(this.key, event.webhook, event.id, this.clock.now(), body), body);
  }
}

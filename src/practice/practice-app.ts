import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { HeardClient } from '../platform/database/heard-client.ts';
import type { DatabaseAccess } from '../platform/database/open-database.ts';

const LIVE = /^\/api\/v1\/live(?:\?|$)/;
const DRAIN_MS = 10_000;
const STEP_MS = 50;

/** The practice area as it is open in this process: a second application that listens nowhere and is handed its requests. */
export class PracticeApp {
  #inFlight = 0;
  #usedAt: Date;
  readonly #instance: FastifyInstance;

  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly presence: HeardClient,
    private readonly now: () => Date,
  ) {
    this.#instance = app.getHttpAdapter().getInstance();
    this.#usedAt = now();
  }

  /** @param lost told when its database cut it off: it was emptied, or is gone */
  static async begin(
    app: NestFastifyApplication,
    access: DatabaseAccess,
    now: () => Date,
    lost: () => void,
  ): Promise<PracticeApp> {
    const presence = new HeardClient({
      connectionString: access.url,
      application_name: 'gnvb-practice',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    presence.once('end', lost);
    await presence.connect();
    return new PracticeApp(app, presence, now);
  }

  get<T>(provider: abstract new (...args: never[]) => T): T {
    return this.app.get<T>(provider, { strict: false });
  }

  /** Answers a request of the real server's, whose address has lost its prefix. Pages that only listen keep nothing open. */
  hand(request: IncomingMessage, response: ServerResponse): void {
    if (!LIVE.test(request.url ?? '')) {
      this.#inFlight++;
      this.#usedAt = this.now();
      response.once('close', () => {
        this.#inFlight--;
        this.#usedAt = this.now();
      });
    }
    this.#instance.routing(request, response);
  }

  touch(): void {
    this.#usedAt = this.now();
  }

  isIdleFor(ms: number): boolean {
    return this.#inFlight === 0 && this.now().getTime() - this.#usedAt.getTime() >= ms;
  }

  /** Lets what is in flight end, then gives everything back. */
  async close(): Promise<void> {
    for (let waited = 0; this.#inFlight > 0 && waited < DRAIN_MS; waited += STEP_MS) await sleep(STEP_MS);
    this.presence.removeAllListeners('end');
    await this.app.close();
    await this.presence.end().catch(() => undefined);
  }
}

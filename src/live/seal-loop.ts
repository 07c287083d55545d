import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { TrackingCounts } from '../outgoing/tracking-counts.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { Sealer } from '../receipts/sealer.ts';
import { LiveStreams } from './live-streams.ts';

/** Between two sealings of this process: at least, and at most when it hears of nothing (jobs and other processes act too). */
const SHORTEST_MS = 200;
const LONGEST_MS = 1000;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Seals and counts for as long as the process serves: soon after a request that may have changed something, otherwise every second.
 * Every process that serves does it, whatever else it does; the database lets one of them at a time.
 */
@Injectable()
export class SealLoop implements OnModuleInit, BeforeApplicationShutdown {
  #isRunning = false;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> | null = null;
  #endedAt = 0;
  #isNudged = false;
  #isFailing = false;

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly sealer: Sealer,
    private readonly counts: TrackingCounts,
    private readonly streams: LiveStreams,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Before the routes are made: a hook holds for the routes that come after it. */
  onModuleInit(): void {
    const fastify = this.adapter.httpAdapter?.getInstance<FastifyInstance | undefined>();
    fastify?.addHook('onResponse', async ({ method }) => {
      if (!SAFE.has(method)) this.nudge();
    });
  }

  /** Called once the process serves; an application that is only opened (command line, tests) seals when it is told to. */
  start(): void {
    this.#isRunning = true;
    this.wait(0);
  }

  /** Running work ends first: it still needs the database. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#isRunning = false;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#working;
  }

  private nudge(): void {
    if (!this.#isRunning || this.#isNudged) return;
    this.#isNudged = true;
    if (!this.#working) this.wait(Math.max(0, this.#endedAt + SHORTEST_MS - performance.now()));
  }

  private wait(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#working = this.work().finally(() => {
        this.#working = null;
        this.#endedAt = performance.now();
        if (this.#isRunning) this.wait(this.#isNudged ? SHORTEST_MS : LONGEST_MS);
      });
    }, ms);
  }

  private async work(): Promise<void> {
    this.#isNudged = false;
    try {
      const newest = await this.sealer.seal(() => this.#isRunning);
      if (newest !== null) this.streams.heard(newest);
      // Somebody else's sealing may have begun before what this process has just done.
      else this.#isNudged = true;
      await this.counts.fold(() => this.#isRunning);
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.log.error({ err: error }, 'sealing fails; it is tried again every second');
      this.#isFailing = true;
      this.#isNudged = false;
    }
  }
}

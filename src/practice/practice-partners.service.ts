import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { task } from '../platform/jobs/job-handler.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { PracticeCourse, type Step } from './practice-course.ts';
import { PracticeReplies } from './practice-replies.ts';
import { PracticeCast } from './practice-cast.reader.ts';
import { PracticeFacts, type Fact } from './practice-facts.reader.ts';
import { PracticeWorlds } from './practice-worlds.service.ts';

export const PLAY = task<{ worldId: string }>('practice.play');

/** How long the others take: long enough to see it happen, short enough to wait for. */
const REACTION_MS = 4000;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Plays everybody the trainee deals with. Runs in the practice area alone. */
@Injectable()
export class PracticePartners implements OnModuleInit, BeforeApplicationShutdown {
  readonly #playing = new Map<string, Promise<void>>();
  readonly #plans = new Set<Promise<void>>();
  #tell: ((facts: readonly Fact[]) => Promise<void>) | null = null;

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly worlds: PracticeWorlds,
    private readonly cast: PracticeCast,
    private readonly course: PracticeCourse,
    private readonly replies: PracticeReplies,
    private readonly facts: PracticeFacts,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** After whatever a trainee does, the others may have something to do. */
  onModuleInit(): void {
    const fastify = this.adapter.httpAdapter?.getInstance<FastifyInstance | undefined>();
    fastify?.addHook('onSend', (request, reply, _payload, done) => {
      const { principal } = request as FastifyRequest & { principal?: Principal };
      if (principal && !SAFE.has(request.method) && reply.statusCode < 400) this.#soon(principal.accountId);
      done();
    });
  }

  /** What was done so far has been said to the others. */
  async planned(): Promise<void> {
    await Promise.all(this.#plans);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.planned();
    await Promise.all(this.#playing.values());
  }

  /** Who is told, in the real area, what trainees have done. */
  onFacts(tell: (facts: readonly Fact[]) => Promise<void>): void {
    this.#tell = tell;
  }

  /**
   * One round: everybody does the next thing they have to do. May be repeated and may run twice at the same time: each step looks first.
   * @returns whether anything was done; then there may be more
   */
  async play(worldId: string): Promise<boolean> {
    // One round of a world at a time in this process; another process at most does what is done already.
    const before = this.#playing.get(worldId) ?? Promise.resolve();
    const round = before.then(() => this.#round(worldId));
    const settled = round.then(
      () => undefined,
      () => undefined,
    );
    this.#playing.set(worldId, settled);
    try {
      return await round;
    } finally {
      if (this.#playing.get(worldId) === settled) this.#playing.delete(worldId);
    }
  }

  async #round(worldId: string): Promise<boolean> {
    const world = await this.worlds.one(this.database, worldId);
    if (!world) return false;
    const cast = await this.cast.of(world);
    const steps = [...(await this.replies.due(world, cast)), ...(await this.course.due(world, cast))];
    let isDone = false;
    for (const step of steps) isDone = (await this.#take(step)) || isDone;
    await this.report(world.ownerId);
    return isDone;
  }

  /** Says what somebody has done by now. */
  async report(ownerId: string): Promise<void> {
    await this.#tell?.(await this.facts.of(ownerId));
  }

  /** At most one round of a world waits. */
  async next(worldId: string): Promise<void> {
    const runAt = new Date(this.clock.now().getTime() + REACTION_MS);
    await this.work.run((tx) => this.jobs.enqueue(tx, PLAY, { worldId }, { key: worldId, runAt, maxAttempts: 5 }));
  }

  /** Refused: the trainee or another process was there first, or there is nobody to send it to; it is looked at again after the next act. */
  async #take(step: Step): Promise<boolean> {
    try {
      await step();
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.debug({ code: error.code }, 'a partner was too late');
      return false;
    }
  }

  #soon(accountId: string): void {
    const plan = async (): Promise<void> => {
      const world = await this.worlds.one(this.database, accountId);
      if (world) await this.next(world.id);
    };
    const planned = plan()
      .catch((error: unknown) => this.log.warn({ err: error }, 'the partners of a trainee were not told'))
      .finally(() => this.#plans.delete(planned));
    this.#plans.add(planned);
  }
}

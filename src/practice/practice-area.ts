import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import type { DatabaseAccess } from '../platform/database/open-database.ts';
import { standOnSameGround } from '../platform/database/same-ground.ts';
import { DATABASE_ACCESS } from '../platform/jobs/jobs-pool.ts';
import { LOGGER } from '../platform/log/logger.ts';
import type { Ground } from '../platform/platform.module.ts';
import { PracticeApp } from './practice-app.ts';
import { PracticeDatabase } from './practice-database.ts';
import { PracticeKey } from './practice-key.ts';
import { PracticeProgress } from './practice-progress.service.ts';
import { PracticePartners } from './practice-partners.service.ts';
import { PRACTICE } from './practice.errors.ts';

/** Opens another application in this process; injection token of the one the start has given. */
export type OpensApp = (ground: Ground) => Promise<NestFastifyApplication>;
export const OPENS_APP = Symbol('opens a second application');

const LOOK_MS = 60_000;
const MINUTE_MS = 60_000;

/**
 * Opens and closes the practice area of this process. It opens with the first who enters and closes when nobody has used it for a
 * while, so that a service where nobody practises is as small as ever. Each process opens its own; they share its database.
 */
@Injectable()
export class PracticeArea implements BeforeApplicationShutdown {
  #open: PracticeApp | null = null;
  #access: DatabaseAccess | null = null;
  #opening: Promise<PracticeApp> | null = null;
  #closing: Promise<void> = Promise.resolve();
  #isEnding = false;
  readonly #timer: NodeJS.Timeout;
  readonly #database: PracticeDatabase | null;
  readonly #config: Config;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly progress: PracticeProgress,
    key: PracticeKey,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(DATABASE_ACCESS) access: DatabaseAccess,
    @Inject(OPENS_APP) private readonly opens: OpensApp | null,
  ) {
    const ownerUrl = config.get('PRACTICE_DATABASE_URL') ?? access.practiceOwnerUrl ?? null;
    this.#database = ownerUrl === null || opens === null ? null : new PracticeDatabase(access, ownerUrl);
    this.#config = config.forPractice(key.secret);
    this.#timer = setInterval(() => void this.closeWhenIdle(), LOOK_MS);
    this.#timer.unref();
  }

  /** Whether there is a practice area at all. */
  get isOn(): boolean {
    return this.#database !== null;
  }

  /** As it is open in this process; null when it is not. */
  get opened(): PracticeApp | null {
    return this.#open;
  }

  /** Opens it where it is not. @throws practice.off, practice.not-ready */
  async enter(): Promise<PracticeApp> {
    if (!this.#database) throw PRACTICE.off();
    if (this.#open) {
      this.#open.touch();
      return this.#open;
    }
    this.#opening ??= this.#begin(this.#database).finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** Gives its memory back when nobody has used it for PRACTICE_IDLE_MINUTES. */
  async closeWhenIdle(): Promise<void> {
    if (this.#open?.isIdleFor(this.config.get('PRACTICE_IDLE_MINUTES') * MINUTE_MS)) await this.#close();
    await this.#closing;
  }

  /** Does away with everything in it. Whoever is in, at whichever process, finds themselves outside. @throws practice.off, practice.not-ready */
  async wipe(): Promise<void> {
    if (!this.#database) throw PRACTICE.off();
    await this.#opening?.catch(() => undefined);
    await this.#close();
    try {
      const folder = this.#config.get('DATA_DIR');
      await this.#database.wipe(async () => {
        for (const name of ['blobs', 'uploads', 'previews'])
          await rm(join(folder, name), { recursive: true, force: true });
      });
    } catch (error) {
      this.log.error({ err: error }, 'the practice area cannot be emptied');
      throw PRACTICE.notReady();
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isEnding = true;
    clearInterval(this.#timer);
    await this.#opening?.catch(() => undefined);
    await this.#close();
  }

  async #begin(database: PracticeDatabase): Promise<PracticeApp> {
    await this.#closing;
    if (this.#isEnding || !this.opens) throw PRACTICE.notReady();
    const log = this.log.child({ area: 'practice' });
    this.#access = null;
    let app: NestFastifyApplication | null = null;
    try {
      this.#access = await standOnSameGround(this.#config, await database.open(), log);
      app = await this.opens({ config: this.#config, clock: this.clock, log, database: this.#access });
      const opened = await PracticeApp.begin(
        app,
        this.#access,
        () => this.clock.now(),
        () => void this.#close(),
      );
      opened.get(PracticePartners).onFacts((facts) => this.progress.note(facts));
      this.log.info('the practice area is open');
      this.#open = opened;
      return opened;
    } catch (error) {
      this.log.error({ err: error }, 'the practice area cannot be opened');
      await app?.close().catch(() => undefined);
      await this.#access?.stop();
      throw PRACTICE.notReady();
    }
  }

  #close(): Promise<void> {
    const [open, access] = [this.#open, this.#access];
    if (!open) return this.#closing;
    this.#open = null;
    this.#closing = (async () => {
      await open.close().catch((error: unknown) => this.log.warn({ err: error }, 'the practice area closed badly'));
      await access?.stop();
      this.log.info('the practice area is closed');
    })();
    return this.#closing;
  }
}

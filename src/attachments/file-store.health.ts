import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { DomainError } from '../platform/errors/domain-error.ts';
import { PLATFORM } from '../platform/errors/request.errors.ts';
import { HealthChecks } from '../platform/health/health-checks.ts';
import type { ReadyWire } from '../platform/health/health.wire.ts';
import { LOGGER } from '../platform/log/logger.ts';
import { BlobStore } from './blob-store.ts';

/** Load balancers ask every second or so; the store is asked this often at most. */
const ASKED_EVERY_MS = 5000;

/** Tells whether files can be stored, and how many of them are no longer whole. Damage alone does not take the service away. */
@Injectable()
export class FileStoreHealth implements OnModuleInit {
  #lastWell = -Infinity;

  constructor(
    private readonly checks: HealthChecks,
    private readonly store: BlobStore,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** A wrong secret is told at the start, not by the first upload; but a store that is late does not keep the service from starting. */
  async onModuleInit(): Promise<void> {
    this.checks.add(() => this.ask());
    await this.store
      .check()
      .catch((error: unknown) => this.log.error({ err: causeOf(error) }, 'the file store cannot be used'));
  }

  private async ask(): Promise<Partial<ReadyWire>> {
    const now = this.clock.now().getTime();
    if (Math.abs(now - this.#lastWell) >= ASKED_EVERY_MS) {
      try {
        await this.store.check();
      } catch (error) {
        const reason = error instanceof DomainError ? (error.params['reason'] ?? 'failing') : 'failing';
        throw PLATFORM.notReady({ missing: 'file-store', reason });
      }
      this.#lastWell = now;
    }
    const row = await this.database.first<{ n: number }>(
      `select count(*)::int as n from blob_keeping where verdict <> 'whole' and found_at is not null`,
    );
    return { damagedFiles: row?.n ?? 0 };
  }
}

const causeOf = (error: unknown): unknown => (error instanceof Error && error.cause) || error;

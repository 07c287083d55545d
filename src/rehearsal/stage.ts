import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { MovableClock } from '../platform/clock/clock.ts';
import type { Config } from '../platform/config/config.ts';
import type { DatabaseAccess } from '../platform/database/open-database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { task } from '../platform/jobs/job-handler.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import type { Desk } from './desk.ts';
import type { Narrator } from './narrator.ts';
import type { OldProvider } from './old-provider.ts';
import { INBOXES, UNITS, type RehearsedInbox, type RehearsedUnit } from './organisation.data.ts';

/** What runs every minute beside the service's own runner, which the rehearsal is without: its clock is not the machine's. */
const EVERY_MINUTE = ['mail-archive.resume', 'cutover.on-the-day'].map((name) => task(name));

export interface StageParts {
  readonly app: NestFastifyApplication;
  readonly clock: MovableClock;
  readonly config: Config;
  readonly database: DatabaseAccess;
  readonly environment: Readonly<Record<string, string>>;
  readonly desk: Desk;
  readonly narrator: Narrator;
  readonly provider: OldProvider;
  readonly gatewayPort: number;
}

/** Where the scenes play: the service on a clock of its own, the old provider, the people. */
export class Stage {
  readonly #ids = new Map<string, string>();
  /** Mails sent through the gateway that were answered 250, and the side of the line each belongs to. */
  readonly accepted = new Map<string, 'before' | 'after'>();

  constructor(readonly parts: StageParts) {}

  get desk(): Desk {
    return this.parts.desk;
  }

  get narrator(): Narrator {
    return this.parts.narrator;
  }

  get provider(): OldProvider {
    return this.parts.provider;
  }

  /** Of a unit by its code, or of an inbox by its address. */
  id(key: string): string {
    const id = this.#ids.get(key);
    if (id === undefined) throw new Error(`the rehearsal has no ${key}`);
    return id;
  }

  know(key: string, id: string): void {
    this.#ids.set(key, id);
  }

  inboxes(...ways: readonly RehearsedInbox['way'][]): RehearsedInbox[] {
    return INBOXES.filter(({ way }) => ways.length === 0 || ways.includes(way));
  }

  units(which: (unit: RehearsedUnit) => boolean = () => true): RehearsedUnit[] {
    return UNITS.filter(which);
  }

  /** What is due in the background is done. */
  settle(): Promise<void> {
    return this.parts.app.get(Jobs, { strict: false }).drain();
  }

  /** A minute begins: what recurs is done, and what follows from it. */
  async minute(): Promise<void> {
    const [jobs, work] = [Jobs, UnitOfWork].map((service) => this.parts.app.get<unknown>(service, { strict: false }));
    await (work as UnitOfWork).run(async (tx) => {
      for (const name of EVERY_MINUTE) await (jobs as Jobs).enqueue(tx, name, {}, { key: `rehearsal:${name}` });
    });
    await this.settle();
  }
}

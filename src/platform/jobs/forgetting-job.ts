import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { Database } from '../database/database.ts';
import { JobHandler } from './job-handler.ts';

const DAY_MS = 24 * 3600_000;
/** Few enough to stay far below the statement time-out. */
const BATCH = 2000;

/** Forgets rows nobody needs any more, a batch at a time. */
@Injectable()
export abstract class ForgettingJob extends JobHandler {
  /** Days after which a row is forgotten. */
  protected abstract readonly keptDays: number;
  /** Statements that delete at most $2 rows from before $1 each; repeated until they find fewer. */
  protected abstract readonly deletions: readonly string[];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.keptDays * DAY_MS);
    for (const deletion of this.deletions) {
      let forgotten: number;
      do forgotten = await this.database.run(deletion, [before, BATCH]);
      while (forgotten === BATCH);
    }
  }
}

/** A deletion of the oldest rows by the column or expression that says their age. */
export const oldest = (table: string, age: string, key = 'id'): string =>
  `delete from ${table} where (${key}) in (select ${key} from ${table} where ${age} < $1 order by ${age} limit $2)`;

import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/database/tx.ts';

/** Remembers when an account gave its last sign of life, to the day: one more write of the row a day is enough. */
@Injectable()
export class AccountUse {
  constructor(private readonly clock: Clock) {}

  /** Begins the count of idle days anew. For every way an account is used: sign-ins, renewals, keys, codes issued for it. */
  async heard(queries: Queries, accountIds: readonly string[]): Promise<void> {
    await queries.run(
      `update account set idle_since = $2, idle_warned_step = null, idle_warned_at = null
       where id = any($1::uuid[]) and (idle_since < $2::timestamptz - interval '1 day' or idle_warned_step is not null)`,
      [accountIds, this.clock.now()],
    );
  }
}

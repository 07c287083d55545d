import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';

/** The channel on which each sealing says the number of its seal, and nothing else. */
export const SEAL_CHANNEL = 'gnvb_seal';

/** Chains what all units have stated since the last time into one seal. Outside the transactions that state it, which wait for nobody. */
@Injectable()
export class Sealer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * One sealing, from one process at a time; how, says `seal_receipts` (migration 0017). It covers everything committed before the call.
   * @returns the number of the newest seal, 0 when there is none yet; null when another process is sealing
   */
  async seal(): Promise<number | null> {
    const row = await this.database.first<{ newest: string | null }>(`select seal_receipts($1) as newest`, [
      this.clock.now(),
    ]);
    return row?.newest ? Number(row.newest) : null;
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';

/** The channel on which each sealing says the number of its seal, and nothing else. */
export const SEAL_CHANNEL = 'gnvb_seal';

/** Takes a fraction of a second, where a statement may take five. */
const MOST_AT_ONCE = 10_000;

interface Sealing extends Record<string, unknown> {
  readonly newest: string | null;
  readonly more: boolean;
}

/** Chains what all units have stated since the last time into one seal. Outside the transactions that state it, which wait for nobody. */
@Injectable()
export class Sealer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Seals everything committed before the call, from one process at a time; how, says `seal_receipts` (migration 0025). What was left
   * undone for long becomes several seals.
   * @param goesOn false: the process ends, and what is left another one seals
   * @param most receipts in one statement
   * @returns the number of the newest seal, 0 when there is none yet; null when another process is sealing
   */
  async seal(goesOn = () => true, most = MOST_AT_ONCE): Promise<number | null> {
    for (;;) {
      const row = await this.database.first<Sealing>(`select newest, more from seal_receipts($1, $2)`, [
        this.clock.now(),
        most,
      ]);
      if (!row?.newest) return null;
      if (!row.more || !goesOn()) return Number(row.newest);
    }
  }
}

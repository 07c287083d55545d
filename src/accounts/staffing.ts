import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.ts';
import { task } from '../platform/jobs/job-handler.ts';
import { Jobs } from '../platform/jobs/jobs.ts';

/** Somebody began or ceased to work at these units. The room of custody looks whether anybody is left. */
export const STAFFING_CHANGED = task<{ unitIds: readonly string[] }>('custody.look-at-units');

/** Says that units may have lost or found somebody who can receive for them: call it in every act that locks people or ends posts. */
@Injectable()
export class Staffing {
  constructor(private readonly jobs: Jobs) {}

  async changed(tx: Tx, unitIds: readonly string[]): Promise<void> {
    if (unitIds.length > 0) await this.jobs.enqueue(tx, STAFFING_CHANGED, { unitIds: [...new Set(unitIds)] });
  }

  /** The same for wherever the account holds a post. */
  async changedOf(tx: Tx, accountId: string): Promise<void> {
    const rows = await tx.rows<{ unitId: string }>(
      `select distinct unit_id as "unitId" from post where account_id = $1 and ends_at is null`,
      [accountId],
    );
    await this.changed(
      tx,
      rows.map((row) => row.unitId),
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit, type Anonymous } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { AccountStatus } from './account-status.ts';
import { Administration } from './administration.ts';
import { Sessions } from './sessions.service.ts';
import { Staffing } from './staffing.ts';

/** A change of status, and why. */
export interface StatusChange {
  readonly accountId: string;
  readonly status: AccountStatus;
  readonly reason: string | null;
}

const ACTS: Readonly<Record<AccountStatus, string>> = {
  active: 'account.unlock',
  locked: 'account.lock',
  disabled: 'account.disable',
};

/** Locks, disables and enables accounts. */
@Injectable()
export class AccountStanding {
  constructor(
    private readonly clock: Clock,
    private readonly administration: Administration,
    private readonly sessions: Sessions,
    private readonly staffing: Staffing,
    private readonly audit: Audit,
  ) {}

  /**
   * Writes the status with its reason; unless it is `active`, the account's sessions end. The row is locked already.
   * @throws accounts.last-admin when a unit would be left without an administrator who can sign in
   */
  async change(tx: Tx, by: Principal | Anonymous, { accountId, status, reason }: StatusChange): Promise<void> {
    const admins = status === 'active' ? [] : await this.adminUnits(tx, accountId);
    await this.administration.keepingAdmins(tx, admins, () =>
      tx.run(
        `update account set status = $2, status_reason = $3, status_at = $4, status_by = $5,
           idle_since = case when $2 = 'active' then $4 else idle_since end, idle_warned_step = null, idle_warned_at = null
         where id = $1`,
        [accountId, status, reason, this.clock.now(), by.accountId],
      ),
    );
    if (status !== 'active') await this.sessions.revoke(tx, accountId, `account ${status}`);
    await this.staffing.changedOf(tx, accountId);
    const post = await tx.first<{ unitId: string }>(
      `select unit_id as "unitId" from post where account_id = $1 order by ends_at desc nulls first, starts_at, id limit 1`,
      [accountId],
    );
    await this.audit.record(tx, by, {
      act: ACTS[status],
      subjectType: 'account',
      subjectId: accountId,
      unitId: post?.unitId ?? null,
      detail: { reason },
    });
  }

  /** Whether the account could be taken out of use. @throws accounts.last-admin */
  async requireDispensable(tx: Tx, accountId: string): Promise<void> {
    await this.administration.requireOtherAdmins(tx, await this.adminUnits(tx, accountId), accountId);
  }

  private async adminUnits(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.rows<{ unit_id: string }>(
      `select unit_id from post where account_id = $1 and role = 'admin' and ends_at is null`,
      [id],
    );
    return rows.map((row) => row.unit_id);
  }
}

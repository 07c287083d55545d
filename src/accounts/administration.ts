import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import type { AccountWire } from './account.wire.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { VisibleAccounts } from './visible-accounts.reader.ts';

/** Arbitrary and ours: administrators can only be taken away one at a time, or two could remove each other. */
const LAST_ADMIN_LOCK = 5_902_021;

/** How far an administrator's arm reaches: the units where the admin post is held and everything below, and nobody with a post outside. */
@Injectable()
export class Administration {
  constructor(
    private readonly clock: Clock,
    private readonly visible: VisibleAccounts,
  ) {}

  /**
   * Units somebody may be posted at by the caller: within reach and open.
   * @throws accounts.no-such-unit
   */
  async requireUnits(tx: Tx, caller: Principal, unitIds: readonly string[]): Promise<void> {
    const outside = await tx.first(
      `select asked.id from unnest($1::uuid[]) asked(id) left join unit u on u.id = asked.id
       where u.id is null or u.closed_on <= ($3::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
         or not exists (select from unnest($2::uuid[]) root where unit_within(asked.id, root)) limit 1`,
      [unitIds, caller.unitIds(['admin']), this.clock.now()],
    );
    if (outside) throw ACCOUNTS.noSuchUnit();
  }

  /**
   * The account as the caller sees it, its row locked, when the caller may manage it.
   * @throws request.not-found, accounts.beyond-reach
   */
  async requireAccount(tx: Tx, caller: Principal, accountId: string): Promise<AccountWire> {
    await tx.first(`select id from account where id = $1 for update`, [accountId]);
    const account = await this.visible.oneIn(tx, caller, accountId);
    if (!account.can.manage) throw ACCOUNTS.beyondReach();
    return account;
  }

  /**
   * Runs an act that may take an administrator away, then sees to it that each unit still has one who can sign in, at it or above.
   * @param unitIds where the person concerned is an administrator
   * @throws accounts.last-admin
   */
  async keepingAdmins(tx: Tx, unitIds: readonly string[], act: () => Promise<unknown>): Promise<void> {
    if (unitIds.length > 0) await tx.run(`select pg_advisory_xact_lock($1)`, [LAST_ADMIN_LOCK]);
    await act();
    if (unitIds.length > 0) await this.requireOtherAdmins(tx, unitIds, null);
  }

  /**
   * That each unit has an administrator who can sign in, at it or above, besides the account.
   * @throws accounts.last-admin
   */
  async requireOtherAdmins(tx: Tx, unitIds: readonly string[], accountId: string | null): Promise<void> {
    const left = await tx.first(
      `select u.id from unnest($1::uuid[]) u(id) where not exists (
         select from post p join account a on a.id = p.account_id
         where p.role = 'admin' and a.status = 'active' and a.password_hash is not null and a.id is distinct from $3::uuid
           and p.starts_at <= $2 and (p.ends_at is null or p.ends_at > $2) and unit_within(u.id, p.unit_id)) limit 1`,
      [unitIds, this.clock.now(), accountId],
    );
    if (left) throw ACCOUNTS.lastAdmin();
  }
}

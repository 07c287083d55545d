import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { AccountListRuleWire, AccountListWire } from './account-list.wire.ts';
import { AccountListsReader } from './account-lists.reader.ts';
import { ACCOUNTS } from './accounts.errors.ts';
import { HAS_SIGNED_IN } from './receiving.sql.ts';

/**
 * A list from unit $2 is approved when the nearest unit above that says anything about it says so (none: it is), and somebody else than
 * the one who lists is an administrator up there and has signed in: a question nobody can answer is not asked.
 */
const OPEN = `with recursive up as (
    select u.id, u.parent_id, 1 as height from unit u where u.id = (select parent_id from unit where id = $2)
    union all select u.id, u.parent_id, height + 1 from unit u join up on u.id = up.parent_id)
  insert into account_list (id, unit_id, listed_by, listed_at, needs_approval)
  select $1, $2, $3, $4, coalesce((select r.is_required from up join account_list_rule r on r.unit_id = up.id order by height limit 1), true)
    and exists (select from up join post p on p.unit_id = up.id join account a on a.id = p.account_id
      where p.role = 'admin' and p.starts_at <= $4 and (p.ends_at is null or p.ends_at > $4) and a.status = 'active' and a.kind = 'person'
        and a.id <> $3 and ${HAS_SIGNED_IN})
  on conflict (id) do nothing`;

interface Held {
  readonly [column: string]: unknown;
  readonly unitId: string;
  readonly listedBy: string;
}

/** Lists of accounts and their approval by the level above. */
@Injectable()
export class AccountLists {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly units: UnitsReader,
    private readonly reader: AccountListsReader,
    private readonly audit: Audit,
  ) {}

  /** Begins a list; whether it needs an approval is decided here, once. */
  async open(tx: Tx, list: { readonly id: string; readonly unitId: string; readonly listedBy: string }): Promise<void> {
    await tx.run(OPEN, [list.id, list.unitId, list.listedBy, this.clock.now()]);
  }

  /** Accounts that the list has just made. */
  async add(tx: Tx, listId: string, accountIds: readonly string[]): Promise<void> {
    if (accountIds.length === 0) return;
    await tx.run(
      `insert into account_list_entry (account_id, list_id)
       select one.id, l.id from unnest($1::uuid[]) one(id) join account_list l on l.id = $2 order by one.id`,
      [accountIds, listId],
    );
  }

  /**
   * From now on the people on it may get codes. A list that was declined may be approved after all.
   * @throws request.not-found, accounts.list-approved-above, accounts.own-list
   */
  approve(caller: Principal, id: string, note: string | null): Promise<Outcome<AccountListWire>> {
    return this.work.run(async (tx) => {
      const { list, unitId } = await this.lock(tx, caller, id);
      if (list.state === 'approved') return Outcome.already(list);
      await tx.run(
        `update account_list set approved_at = $2, approved_by = $3, approval_note = $4, declined_at = null, declined_by = null, decline_reason = null
         where id = $1`,
        [id, this.clock.now(), caller.accountId, note],
      );
      await this.record(tx, caller, 'account-list.approve', id, unitId);
      return Outcome.done(await this.reader.one(caller, id, tx));
    });
  }

  /**
   * Nobody on it gets a code, until it is approved after all.
   * @throws request.not-found, accounts.list-approved-above, accounts.own-list, accounts.list-approved
   */
  decline(caller: Principal, id: string, reason: string): Promise<Outcome<AccountListWire>> {
    return this.work.run(async (tx) => {
      const { list, unitId } = await this.lock(tx, caller, id);
      if (list.state === 'approved') throw ACCOUNTS.listApproved();
      if (list.state === 'declined') return Outcome.already(list);
      await tx.run(`update account_list set declined_at = $2, declined_by = $3, decline_reason = $4 where id = $1`, [
        id,
        this.clock.now(),
        caller.accountId,
        reason,
      ]);
      await this.record(tx, caller, 'account-list.decline', id, unitId);
      return Outcome.done(await this.reader.one(caller, id, tx));
    });
  }

  /** Says for lists that are yet to come from below the unit. @throws request.not-found, access.role-needed */
  async setRule(caller: Principal, unitId: string, isRequired: boolean): Promise<AccountListRuleWire> {
    await this.work.run(async (tx) => {
      await this.units.requireAdmin(tx, caller, unitId);
      await tx.run(
        `insert into account_list_rule (unit_id, is_required, set_by, set_at) values ($1, $2, $3, $4)
         on conflict (unit_id) do update set is_required = excluded.is_required, set_by = excluded.set_by, set_at = excluded.set_at`,
        [unitId, isRequired, caller.accountId, this.clock.now()],
      );
      const line = { act: 'account-list.rule', subjectType: 'unit', subjectId: unitId, unitId, detail: { isRequired } };
      await this.audit.record(tx, caller, line);
    });
    return this.reader.rule(caller, unitId);
  }

  /** The row locked, for somebody who may decide: whoever sees it without being above it is told why not. */
  private async lock(tx: Tx, caller: Principal, id: string): Promise<{ list: AccountListWire; unitId: string }> {
    const held = await tx.first<Held>(
      `select unit_id as "unitId", listed_by as "listedBy" from account_list where id = $1 for update`,
      [id],
    );
    if (!held) throw REQUEST.notFound();
    const { unitId } = held;
    await this.units.requireAdmin(tx, caller, unitId);
    if (held.listedBy === caller.accountId) throw ACCOUNTS.ownList();
    const above = caller.unitIds(['admin']).filter((root) => root !== unitId);
    if (!(await this.units.isWithin(tx, unitId, above))) throw ACCOUNTS.listApprovedAbove();
    return { list: await this.reader.one(caller, id, tx), unitId };
  }

  private async record(tx: Tx, caller: Principal, act: string, id: string, unitId: string): Promise<void> {
    await this.audit.record(tx, caller, { act, subjectType: 'account-list', subjectId: id, unitId });
  }
}

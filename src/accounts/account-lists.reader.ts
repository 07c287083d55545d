import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { IS_HELD_BY_LIST, STATE_OF_LIST, type ListState } from './account-list.states.ts';
import type { AccountListRuleWire, AccountListWire } from './account-list.wire.ts';
import type { AccountListsQuery } from './account-lists.dto.ts';

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: ListState;
  readonly accounts: number;
  readonly listedByName: string;
  readonly listedAt: Date;
  readonly approvedByName: string | null;
  readonly approvedAt: Date | null;
  readonly approvalNote: string | null;
  readonly declinedByName: string | null;
  readonly declinedAt: Date | null;
  readonly declineReason: string | null;
  readonly isMine: boolean;
  readonly isAbove: boolean;
}

/** $1 units the caller administers · $2 the caller · $3 today. */
const LIST = `with recursive reach as (select unnest($1::uuid[]) as id union select u.id from unit u join reach on u.parent_id = reach.id)
  select l.id, l.unit_id as "unitId", unit_name_on(l.unit_id, $3::date) as "unitName", ${STATE_OF_LIST} as state,
    (select count(*)::int from account_list_entry e where e.list_id = l.id) as accounts, by.display_name as "listedByName", l.listed_at as "listedAt",
    ap.display_name as "approvedByName", l.approved_at as "approvedAt", l.approval_note as "approvalNote",
    de.display_name as "declinedByName", l.declined_at as "declinedAt", l.decline_reason as "declineReason", l.listed_by = $2 as "isMine",
    exists (select from unnest($1::uuid[]) root where root <> l.unit_id and unit_within(l.unit_id, root)) as "isAbove"
  from account_list l join account by on by.id = l.listed_by left join account ap on ap.id = l.approved_by left join account de on de.id = l.declined_by
  where l.unit_id in (select id from reach)`;

/** What unit $1 says of lists from below it: itself, or the nearest above that says anything; when none does, they are approved. */
const RULE = `with recursive up as (
    select id, parent_id, 0 as height from unit where id = $1
    union all select u.id, u.parent_id, height + 1 from unit u join up on u.id = up.parent_id)
  select coalesce((select r.is_required from up join account_list_rule r on r.unit_id = up.id order by height limit 1), true) as "isRequired"`;

/** Lists of accounts, for administrators of the unit that listed them and above. */
@Injectable()
export class AccountListsReader {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: AccountListsQuery): Promise<Page<AccountListWire>> {
    const [at, id] = query.after ? decodeCursor(query.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<Row>(
      `${LIST} and ($4::text is null or ${STATE_OF_LIST} = $4)
         and ($5::timestamptz is null or (l.listed_at, l.id) < ($5::timestamptz, $6::uuid)) order by l.listed_at desc, l.id desc limit $7`,
      [...this.values(caller), query.state ?? null, at, id, query.limit + 1],
    );
    return toPage(rows, query.limit, (row) => [row.listedAt.toISOString(), row.id], toWire);
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string, queries: Queries = this.database): Promise<AccountListWire> {
    const row = await queries.first<Row>(`${LIST} and l.id = $4`, [...this.values(caller), id]);
    if (!row) throw REQUEST.notFound();
    return toWire(row);
  }

  /** @throws request.not-found, access.role-needed */
  async rule(caller: Principal, unitId: string): Promise<AccountListRuleWire> {
    await this.units.requireAdmin(this.database, caller, unitId);
    const row = await this.database.first<{ isRequired: boolean }>(RULE, [unitId]);
    return { unitId, isRequired: row?.isRequired ?? true };
  }

  /** Those of the accounts that get neither code nor password, because their list has not been approved. */
  async heldAmong(queries: Queries, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await queries.rows<{ id: string }>(
      `select a.id from account a where a.id = any($1::uuid[]) and ${IS_HELD_BY_LIST}`,
      [accountIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private values(caller: Principal): unknown[] {
    return [caller.unitIds(['admin']), caller.accountId, this.units.today()];
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function toWire({ isMine, isAbove, listedAt, approvedAt, declinedAt, ...row }: Row): AccountListWire {
  const { id, unitId, unitName, state, accounts, listedByName, approvedByName, approvalNote } = row;
  const { declinedByName, declineReason } = row;
  return {
    id,
    unitId,
    unitName,
    state,
    accounts,
    listedByName,
    listedAt: listedAt.toISOString(),
    approvedByName,
    approvedAt: iso(approvedAt),
    approvalNote,
    declinedByName,
    declinedAt: iso(declinedAt),
    declineReason,
    can: { approve: isAbove && !isMine && state !== 'approved' },
  };
}

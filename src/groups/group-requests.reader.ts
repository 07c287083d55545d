import { Injectable } from '@nestjs/common';
import { AccountsReader, type PostHolder } from '../accounts/accounts.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { GroupRequestWire } from './group-changes.wire.ts';
import type { GroupRequestsQuery } from './group-requests.dto.ts';
import { sideOf, type RequestAct, type RequestKind, type RequestState } from './group-request.states.ts';
import { sayOver } from './group-rights.policy.ts';
import { OWNER_ROLES } from './group-roles.ts';

interface Row {
  readonly id: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly ownerUnitId: string;
  readonly ownerName: string;
  readonly kind: RequestKind;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: RequestState;
  readonly reason: string;
  readonly askedAt: Date;
  readonly askedBy: string;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly keeperPostId: string | null;
}

/** `$1` is today, `$2` the caller's units: those that were asked, that asked, or that it is about. Who asked keeps seeing what became of it. */
const SEEN = `select r.id, r.group_id as "groupId", g.name as "groupName", g.owner_unit_id as "ownerUnitId",
    unit_name_on(g.owner_unit_id, $1::date) as "ownerName", r.kind, r.unit_id as "unitId", unit_name_on(r.unit_id, $1::date) as "unitName",
    r.state, r.reason, r.asked_at as "askedAt", asker.display_name as "askedBy", r.answer, r.answered_at as "answeredAt", answerer.display_name as "answeredBy",
    g.keeper_post_id as "keeperPostId"
  from recipient_group_request r join recipient_group g on g.id = r.group_id
  join account asker on asker.id = r.asked_by_account_id join post asking on asking.id = r.asked_by_post_id
  left join account answerer on answerer.id = r.answered_by_account_id
  where (g.owner_unit_id = any($2::uuid[]) or r.unit_id = any($2::uuid[]) or asking.unit_id = any($2::uuid[]))`;

/** Requests as either side sees them. */
@Injectable()
export class GroupRequestLists {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
    private readonly accounts: AccountsReader,
  ) {}

  /** Newest first. */
  async list(caller: Principal, query: GroupRequestsQuery): Promise<Page<GroupRequestWire>> {
    const values: unknown[] = [this.units.today(), caller.unitIds(), query.limit + 1];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where: string[] = [];
    if (query.state) where.push(`and r.state = ${bind(query.state)}`);
    if (query.groupId) where.push(`and r.group_id = ${bind(query.groupId)}`);
    if (query.after) {
      const [at, id] = decodeCursor(query.after, ['time', 'id']);
      where.push(`and (r.asked_at, r.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.database.rows<Row>(
      `${SEEN} ${where.join(' ')} order by r.asked_at desc, r.id desc limit $3`,
      values,
    );
    const keepers = await this.keepersOf(this.database, rows);
    return toPage(
      rows,
      query.limit,
      (row) => [row.askedAt.toISOString(), row.id],
      (row) => toWire(row, caller, keepers),
    );
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string, queries: Queries = this.database): Promise<GroupRequestWire> {
    const row = await queries.first<Row>(`${SEEN} and r.id = $3`, [this.units.today(), caller.unitIds(), id]);
    if (!row) throw REQUEST.notFound();
    return toWire(row, caller, await this.keepersOf(queries, [row]));
  }

  private keepersOf(queries: Queries, rows: readonly Row[]): Promise<ReadonlyMap<string, PostHolder>> {
    return this.accounts.holdersOf(
      queries,
      rows.flatMap((row) => row.keeperPostId ?? []),
    );
  }
}

function toWire(row: Row, caller: Principal, keepers: ReadonlyMap<string, PostHolder>): GroupRequestWire {
  const keeper = keepers.get(row.keeperPostId ?? '');
  const keeperPostId = keeper?.unitId === row.ownerUnitId ? keeper.postId : null;
  const may = (act: RequestAct): boolean => {
    if (row.state !== 'requested') return false;
    const side = sideOf(row.kind, act);
    if (side === 'owner' && act !== 'withdraw') return sayOver(caller.posts, row.ownerUnitId, keeperPostId) !== null;
    return caller.postAt(side === 'owner' ? row.ownerUnitId : row.unitId, OWNER_ROLES) !== null;
  };
  const { id, kind, state, reason, askedBy, answer, answeredBy } = row;
  return {
    id,
    group: { id: row.groupId, name: row.groupName },
    owner: { id: row.ownerUnitId, name: row.ownerName },
    kind,
    unit: { id: row.unitId, name: row.unitName },
    state,
    reason,
    askedAt: row.askedAt.toISOString(),
    askedBy,
    answer,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answeredBy,
    can: { answer: may('approve'), withdraw: may('withdraw') },
  };
}

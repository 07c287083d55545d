import { Injectable } from '@nestjs/common';
import { AccountsReader, type PostHolder } from '../accounts/accounts.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { Lists } from '../platform/database/lists.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { expansion, groupsOfUnits } from './expansion.sql.ts';
import { sayOver } from './group-rights.policy.ts';
import { OWNER_ROLES } from './group-roles.ts';
import type { Visibility } from './group.kinds.ts';
import type { GroupWire } from './group.wire.ts';
import type { GroupsQuery } from './groups.dto.ts';
import { GROUPS } from './groups.errors.ts';

interface Row {
  readonly id: string;
  readonly ownerUnitId: string;
  readonly ownerName: string;
  readonly name: string;
  readonly description: string;
  readonly visibility: Visibility;
  readonly keeperPostId: string | null;
  readonly hasRule: boolean;
  readonly groupCount: number;
  readonly closedAt: Date | null;
  readonly version: number;
  /** The caller belongs to its owner, or to a unit in it. */
  readonly isInside: boolean;
  /** The caller belongs to a unit below its owner. */
  readonly isBelow: boolean;
}

/** `$1` is today, `$2` the caller's units, `$3` the units he administers. */
const SEEN = `${groupsOfUnits('$2')}, seen as (
    select g.*, g.owner_unit_id = any($2::uuid[]) or exists (select from belongs b where b.group_id = g.id) as "isInside",
      exists (select from above where above.at_id = g.owner_unit_id) as "isBelow"
    from recipient_group g)
  select g.id, g.owner_unit_id as "ownerUnitId", unit_name_on(g.owner_unit_id, $1::date) as "ownerName", g.name, g.description, g.visibility,
    g.keeper_post_id as "keeperPostId", g.closed_at as "closedAt", g.version, g."isInside", g."isBelow",
    exists (select from recipient_group_rule r where r.group_id = g.id and r.until is null) as "hasRule",
    (select count(*)::int from recipient_group_link l where l.parent_id = g.id and l.until is null) as "groupCount"
  from seen g where`;
const IS_MINE = `(g."isInside" or g.visibility = 'open' and g."isBelow")`;
/** Administrators above come to a group by its id, to hand it over; they are not shown who is in it. */
const IS_ADMINISTERED = `exists (select from unnest($3::uuid[]) root where unit_within(g.owner_unit_id, root))`;

const COUNTS = `${expansion('now', '$1')}
  select i.group_id as id, count(*)::int as count from inside i join units u using (unit_id)
  where i.group_id = any($1::uuid[]) and u.is_open group by 1`;

/** Groups as the caller sees them: those his units own or are in, and open ones of units above them. */
@Injectable()
export class GroupLists {
  constructor(
    private readonly database: Database,
    private readonly lists: Lists,
    private readonly units: UnitsReader,
    private readonly accounts: AccountsReader,
  ) {}

  /** In Vietnamese order of names. */
  async list(caller: Principal, query: GroupsQuery): Promise<Page<GroupWire>> {
    const values: unknown[] = [this.units.today(), caller.unitIds(), query.limit + 1];
    const where = [IS_MINE, ...(query.includeClosed ? [] : ['g.closed_at is null'])];
    if (query.after) {
      values.push(...decodeCursor(query.after, ['text', 'id']));
      where.push('(g.name collate vietnamese, g.id) > ($4::text, $5::uuid)');
    }
    const rows = await this.lists.rows<Row>(
      `${SEEN} ${where.join(' and ')} order by g.name collate vietnamese, g.id limit $3`,
      values,
    );
    const wires = await this.wiresOf(this.database, caller, rows.slice(0, query.limit));
    return toPage(
      rows,
      query.limit,
      (row) => [row.name, row.id],
      (row) => known(wires, row.id),
    );
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string, queries: Queries = this.database): Promise<GroupWire> {
    const wires = await this.wiresOf(queries, caller, [await this.row(queries, caller, id)]);
    return known(wires, id);
  }

  /** Lets pass who may see who is in it: its owner's people and those of units in it. @throws request.not-found, groups.members-hidden */
  async requireInside(queries: Queries, caller: Principal, id: string): Promise<void> {
    const row = await this.row(queries, caller, id);
    if (row.isInside) return;
    throw row.visibility === 'open' && row.isBelow ? GROUPS.membersHidden() : REQUEST.notFound();
  }

  /** May the unit see the group? Inside a transaction that holds the group's row. */
  async isVisibleTo(queries: Queries, id: string, unitId: string): Promise<boolean> {
    const row = await queries.first(`${SEEN} ${IS_MINE} and g.id = $3`, [this.units.today(), [unitId], id]);
    return row !== null;
  }

  /** Is the unit in the group now, by whatever way? */
  async isIn(queries: Queries, id: string, unitId: string): Promise<boolean> {
    const row = await queries.first(`${groupsOfUnits('$1')} select 1 as yes from belongs where group_id = $2 limit 1`, [
      [unitId],
      id,
    ]);
    return row !== null;
  }

  private async row(queries: Queries, caller: Principal, id: string): Promise<Row> {
    const values = [this.units.today(), caller.unitIds(), caller.unitIds(['admin']), id];
    const row = await queries.first<Row>(`${SEEN} (${IS_MINE} or ${IS_ADMINISTERED}) and g.id = $4`, values);
    if (!row) throw REQUEST.notFound();
    return row;
  }

  private async wiresOf(
    queries: Queries,
    caller: Principal,
    rows: readonly Row[],
  ): Promise<ReadonlyMap<string, GroupWire>> {
    const ids = rows.map(({ id }) => id);
    const counted = rows.length > 0 ? await queries.rows<{ id: string; count: number }>(COUNTS, [ids]) : [];
    const counts = new Map(counted.map(({ id, count }) => [id, count]));
    const keepers = await this.accounts.holdersOf(
      queries,
      rows.flatMap((row) => row.keeperPostId ?? []),
    );
    return new Map(
      rows.map((row) => [row.id, toGroupWire(row, caller, counts.get(row.id) ?? 0, keeperOf(row, keepers))]),
    );
  }
}

function keeperOf(row: Row, keepers: ReadonlyMap<string, PostHolder>): PostHolder | null {
  const holder = keepers.get(row.keeperPostId ?? '');
  return holder?.unitId === row.ownerUnitId ? holder : null;
}

function toGroupWire(row: Row, caller: Principal, memberCount: number, keeper: PostHolder | null): GroupWire {
  const { closedAt, isInside: _, isBelow: __, keeperPostId: ___, ...shown } = row;
  const isOpen = closedAt === null;
  const say = sayOver(caller.posts, row.ownerUnitId, keeper?.postId ?? null);
  return {
    ...shown,
    memberCount,
    keeper: keeper && { postId: keeper.postId, title: keeper.title, name: keeper.displayName },
    closedAt: closedAt?.toISOString() ?? null,
    can: {
      edit: isOpen && caller.postAt(row.ownerUnitId, OWNER_ROLES) !== null,
      members: isOpen && say !== null,
      ask: isOpen && caller.unitIds(OWNER_ROLES).some((unitId) => unitId !== row.ownerUnitId),
    },
  };
}

function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error('a group that was read is gone');
  return value;
}

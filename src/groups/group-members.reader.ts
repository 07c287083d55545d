import { Injectable } from '@nestjs/common';
import { endOfLocalDay } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { NAME_ON_DAY } from '../units/unit-line.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { expansion, moment } from './expansion.sql.ts';
import { GroupLists } from './group-lists.reader.ts';
import type {
  GroupCompositionWire,
  GroupExpansionWire,
  GroupMemberWire,
  GroupRefWire,
  GroupRuleWire,
  ReachedUnitWire,
} from './group.wire.ts';
import type { MembersQuery } from './groups.dto.ts';
import { GROUPS } from './groups.errors.ts';

type MemberRow = Omit<GroupMemberWire, 'joinedAt'> & { joinedAt: Date | null };
type ReachedRow = ReachedUnitWire & { count: number };
type RuleRow = Omit<GroupRuleWire, 'since' | 'root'> & { since: Date; rootId: string; rootName: string };

/** `$1` the day of the names, `$2` the group in an array, `$3` limit, `$4` and `$5` where to go on. */
const NEXT_ROWS = (goesOn: boolean): string =>
  `${goesOn ? 'and (n.name collate vietnamese, u.id) > ($4::text, $5::uuid)' : ''} order by n.name collate vietnamese, u.id limit $3`;

const reachedUnits = (goesOn: boolean): string => `${expansion('now', '$2')}, reached as materialized (
    select i.unit_id from inside i join units f using (unit_id) where i.group_id = any($2::uuid[]) and f.is_open
  ), own as materialized (
    select unit_id, bool_or(because = 'member') as is_member, bool_or(because = 'rule') as by_rule from direct where group_id = any($2::uuid[]) group by 1
  ), via as materialized (
    select i.unit_id, json_agg(json_build_object('id', c.id, 'name', c.name) order by c.name collate vietnamese, c.id) as groups
    from links join recipient_group c on c.id = links.child_id join inside i on i.group_id = c.id
    where links.parent_id = any($2::uuid[]) and i.unit_id <> all(links.excepted) group by 1
  ), page as materialized (
    select u.id, u.code, n.name, u.kind, u.channel from reached join unit u on u.id = reached.unit_id ${NAME_ON_DAY} where true ${NEXT_ROWS(goesOn)}
  )
  select page.id as "unitId", page.code, page.name, page.kind, page.channel, (select count(*)::int from reached) as count,
    coalesce(own.is_member, false) as "isMember", coalesce(own.by_rule, false) as "byRule", coalesce(via.groups, '[]') as through
  from page left join own on own.unit_id = page.id left join via on via.unit_id = page.id order by page.name collate vietnamese, page.id`;

/** Who is in a group, for those who may see it: its owner's people and those of units in it. A constant number of queries. */
@Injectable()
export class GroupMembers {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
    private readonly lists: GroupLists,
  ) {}

  /**
   * Its own members, those of its rule and of the groups within; now, or as a dispatch at the end of a day would have found them.
   * In Vietnamese order of names. @throws request.not-found, groups.members-hidden, groups.day-in-future
   */
  async members(caller: Principal, id: string, query: MembersQuery): Promise<Page<GroupMemberWire>> {
    await this.lists.requireInside(this.database, caller, id);
    const today = this.units.today();
    const { on = today } = query;
    if (on > today) throw GROUPS.dayInFuture({ on, today });
    const values: unknown[] = [on, [id], query.limit + 1];
    if (query.after) values.push(...decodeCursor(query.after, ['text', 'id']));
    const isNow = on === today;
    const at = isNow ? '' : `$${values.push(endOfLocalDay(on))}`;
    const m = moment(isNow ? 'now' : 'then', at);
    const rows = await this.database.rows<MemberRow>(
      `${expansion(isNow ? 'now' : 'then', '$2', at)}
       select u.id as "unitId", u.code, n.name, n.short_name as "shortName", f.kind, m.joined_at as "joinedAt",
         case when not f.is_open then u.closed_on::text end as "closedOn"
       from inside i join units f using (unit_id) join unit u on u.id = i.unit_id ${NAME_ON_DAY}
       left join recipient_group_member m on m.group_id = i.group_id and m.unit_id = u.id and ${m.holds('m', 'joined_at', 'left_at')}
       where i.group_id = any($2::uuid[]) and (f.is_open or m.id is not null) ${NEXT_ROWS(Boolean(query.after))}`,
      values,
    );
    return toPage(rows, query.limit, (row) => [row.name, row.unitId], toMemberWire);
  }

  /** Whom a dispatch would reach now, and why each of them. @throws request.not-found, groups.members-hidden */
  async expansion(caller: Principal, id: string, query: PageQuery): Promise<GroupExpansionWire> {
    await this.lists.requireInside(this.database, caller, id);
    const values: unknown[] = [this.units.today(), [id], query.limit + 1];
    if (query.after) values.push(...decodeCursor(query.after, ['text', 'id']));
    const rows = await this.database.rows<ReachedRow>(reachedUnits(Boolean(query.after)), values);
    return { count: rows[0]?.count ?? 0, ...toPage(rows, query.limit, (row) => [row.name, row.unitId], toReachedWire) };
  }

  /** What it is made of, for editing. @throws request.not-found, groups.members-hidden */
  async composition(caller: Principal, id: string): Promise<GroupCompositionWire> {
    const { version } = await this.lists.one(caller, id);
    await this.lists.requireInside(this.database, caller, id);
    const today = this.units.today();
    const [members, exceptions, groups, rule] = await Promise.all([
      this.unitsIn('recipient_group_member', 'left_at', id),
      this.unitsIn('recipient_group_exception', 'until', id),
      this.database.rows<GroupRefWire>(
        `select c.id, c.name from recipient_group_link l join recipient_group c on c.id = l.child_id
         where l.parent_id = $1 and l.until is null order by c.name collate vietnamese, c.id`,
        [id],
      ),
      this.database.first<RuleRow>(
        `select root_unit_id as "rootId", unit_name_on(root_unit_id, $2::date) as "rootName", reach, kinds, sectors, channels, since
         from recipient_group_rule where group_id = $1 and until is null`,
        [id, today],
      ),
    ]);
    return { version, members, exceptions, groups, rule: rule && toRuleWire(rule) };
  }

  private unitsIn(
    table: 'recipient_group_member' | 'recipient_group_exception',
    end: 'left_at' | 'until',
    id: string,
  ): Promise<{ id: string; name: string }[]> {
    return this.database.rows(
      `select u.id, n.name from ${table} m join unit u on u.id = m.unit_id ${NAME_ON_DAY}
       where m.group_id = $2 and m.${end} is null order by n.name collate vietnamese, u.id`,
      [this.units.today(), id],
    );
  }
}

function toReachedWire(row: ReachedRow): ReachedUnitWire {
  const { count: _, ...wire } = row;
  return wire;
}

function toMemberWire(row: MemberRow): GroupMemberWire {
  return { ...row, joinedAt: row.joinedAt?.toISOString() ?? null };
}

function toRuleWire({ rootId, rootName, since, ...row }: RuleRow): GroupRuleWire {
  return { ...row, root: { id: rootId, name: rootName }, since: since.toISOString() };
}

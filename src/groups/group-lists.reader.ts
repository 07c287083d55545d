import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { NAME_ON_DAY } from '../units/unit-line.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { OWNER_ROLES } from './group-roles.ts';
import type { GroupMemberWire, GroupWire } from './group.wire.ts';
import type { GroupsQuery } from './groups.dto.ts';

type Row = Omit<GroupWire, 'can' | 'closedAt'> & { closedAt: Date | null };
type MemberRow = Omit<GroupMemberWire, 'joinedAt'> & { joinedAt: Date };

/** $1 is today, $2 the caller's units. */
const GROUPS_OF_CALLER = `select g.id, g.owner_unit_id as "ownerUnitId", unit_name_on(g.owner_unit_id, $1::date) as "ownerName", g.name, g.description,
    g.closed_at as "closedAt", g.version,
    (select count(*)::int from recipient_group_member m where m.group_id = g.id and m.left_at is null) as "memberCount"
  from recipient_group g
  where (g.owner_unit_id = any($2::uuid[]) or exists (
    select from recipient_group_member m where m.group_id = g.id and m.unit_id = any($2::uuid[]) and m.left_at is null))`;

/** Groups as the caller sees them: those his units own, and those they are in. */
@Injectable()
export class GroupLists {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
  ) {}

  /** In Vietnamese order of names. */
  async list(caller: Principal, query: GroupsQuery): Promise<Page<GroupWire>> {
    const values: unknown[] = [this.units.today(), caller.unitIds(), query.limit + 1];
    const where: string[] = query.includeClosed ? [] : ['and g.closed_at is null'];
    if (query.after) {
      values.push(...decodeCursor(query.after, ['text', 'id']));
      where.push('and (g.name collate vietnamese, g.id) > ($4::text, $5::uuid)');
    }
    const rows = await this.database.rows<Row>(
      `${GROUPS_OF_CALLER} ${where.join(' ')} order by g.name collate vietnamese, g.id limit $3`,
      values,
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.name, row.id],
      (row) => toGroupWire(row, caller),
    );
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string, queries: Queries = this.database): Promise<GroupWire> {
    const row = await queries.first<Row>(`${GROUPS_OF_CALLER} and g.id = $3`, [
      this.units.today(),
      caller.unitIds(),
      id,
    ]);
    if (!row) throw REQUEST.notFound();
    return toGroupWire(row, caller);
  }

  /** Units in the group now, in Vietnamese order of names. @throws request.not-found */
  async members(caller: Principal, id: string, query: PageQuery): Promise<Page<GroupMemberWire>> {
    await this.one(caller, id);
    const values: unknown[] = [this.units.today(), id, query.limit + 1];
    if (query.after) values.push(...decodeCursor(query.after, ['text', 'id']));
    const rows = await this.database.rows<MemberRow>(
      `select u.id as "unitId", u.code, n.name, n.short_name as "shortName", u.kind, u.closed_on::text as "closedOn", m.joined_at as "joinedAt"
       from recipient_group_member m join unit u on u.id = m.unit_id ${NAME_ON_DAY}
       where m.group_id = $2 and m.left_at is null ${query.after ? 'and (n.name collate vietnamese, u.id) > ($4::text, $5::uuid)' : ''}
       order by n.name collate vietnamese, u.id limit $3`,
      values,
    );
    return toPage(rows, query.limit, (row) => [row.name, row.unitId], toMemberWire);
  }
}

function toGroupWire(row: Row, caller: Principal): GroupWire {
  const canEdit = row.closedAt === null && caller.postAt(row.ownerUnitId, OWNER_ROLES) !== null;
  return { ...row, closedAt: row.closedAt?.toISOString() ?? null, can: { edit: canEdit } };
}

function toMemberWire(row: MemberRow): GroupMemberWire {
  return { ...row, joinedAt: row.joinedAt.toISOString() };
}

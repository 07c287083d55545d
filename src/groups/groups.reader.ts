import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';

/** What other rooms ask about groups. Works inside and outside a transaction. */
@Injectable()
export class GroupsReader {
  /** Names of those of the groups that the unit may address: groups are for their owner and the units below it, while they are open. */
  async usableBy(queries: Queries, groupIds: readonly string[], unitId: string): Promise<Map<string, string>> {
    const rows = await queries.rows<{ id: string; name: string }>(
      `select id, name from recipient_group where id = any($1::uuid[]) and closed_at is null and unit_within($2, owner_unit_id)`,
      [groupIds, unitId],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Who gets what is sent to the groups now: members that are open. Every group asked for has its list, perhaps an empty one. */
  async membersNow(queries: Queries, groupIds: readonly string[]): Promise<Map<string, string[]>> {
    const members = new Map<string, string[]>(groupIds.map((id) => [id, []]));
    const rows = await queries.rows<{ groupId: string; unitId: string }>(
      `select m.group_id as "groupId", m.unit_id as "unitId" from recipient_group_member m join unit u on u.id = m.unit_id
       where m.group_id = any($1::uuid[]) and m.left_at is null and u.closed_on is null order by m.group_id, m.unit_id`,
      [groupIds],
    );
    for (const { groupId, unitId } of rows) members.get(groupId)?.push(unitId);
    return members;
  }

  /** Who was in the group at that instant, units closed since included. */
  async membersOn(queries: Queries, groupId: string, at: Date): Promise<string[]> {
    const rows = await queries.rows<{ unitId: string }>(
      `select unit_id as "unitId" from recipient_group_member
       where group_id = $1 and joined_at <= $2 and (left_at is null or left_at > $2) order by unit_id`,
      [groupId, at],
    );
    return rows.map(({ unitId }) => unitId);
  }
}

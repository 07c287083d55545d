import { Injectable } from '@nestjs/common';
import type { Queries } from '../platform/database/tx.ts';
import { expansion } from './expansion.sql.ts';

/** A group as it can be written to now. */
export interface AddressableGroup {
  readonly id: string;
  readonly name: string;
  /** Whom it reaches: open units, each once, by id. */
  readonly unitIds: readonly string[];
}

/** `$1` the groups, `$2` the unit that writes to them. */
const ADDRESSABLE = `${expansion('now', '$1')}, reached as (
    select i.group_id, array_agg(i.unit_id order by i.unit_id) filter (where u.is_open) as unit_ids
    from inside i join units u using (unit_id) where i.group_id = any($1::uuid[]) group by 1)
  select g.id, g.name, coalesce(r.unit_ids, '{}') as "unitIds"
  from recipient_group g left join reached r on r.group_id = g.id
  where g.id = any($1::uuid[]) and g.closed_at is null and (g.owner_unit_id = $2 or (unit_within($2, g.owner_unit_id)
    and (g.visibility = 'open' or exists (select from inside i where i.group_id = g.id and i.unit_id = $2))))`;

/** What other rooms ask about groups. Works inside and outside a transaction. */
@Injectable()
export class GroupsReader {
  /**
   * Those of the groups that the unit may write to now, with everybody they reach, expanded live and in one query. A group is for its owner, and
   * for units below the owner that can see it: all of them when it is open, else those in it. What cannot be used is left out.
   */
  async addressable(
    queries: Queries,
    groupIds: readonly string[],
    unitId: string,
  ): Promise<ReadonlyMap<string, AddressableGroup>> {
    if (groupIds.length === 0) return new Map();
    const groups = await queries.rows<AddressableGroup>(ADDRESSABLE, [groupIds, unitId]);
    return new Map(groups.map((group) => [group.id, group]));
  }
}

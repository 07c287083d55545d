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

/** May the unit at `$2` write to the group `g`, of those at `$1`? */
const MAY_WRITE = `g.id = any($1::uuid[]) and g.closed_at is null and (g.owner_unit_id = $2 or (unit_within($2, g.owner_unit_id)
    and (g.visibility = 'open' or exists (select from inside i where i.group_id = g.id and i.unit_id = $2))))`;

/** `$1` the groups, `$2` the unit that writes to them. */
const ADDRESSABLE = `${expansion('now', '$1')}, reached as (
    select i.group_id, array_agg(i.unit_id order by i.unit_id) filter (where u.is_open) as unit_ids
    from inside i join units u using (unit_id) where i.group_id = any($1::uuid[]) group by 1)
  select g.id, g.name, coalesce(r.unit_ids, '{}') as "unitIds"
  from recipient_group g left join reached r on r.group_id = g.id
  where ${MAY_WRITE}`;

/** Nobody is looked up whom the answer does not need: a group of one's own, or an open one, is not expanded. */
const NAMED = `${expansion('now', '$1')} select g.id, g.name from recipient_group g where ${MAY_WRITE}`;

/**
 * Whom the groups reach now, to be part of a statement: tables of a `with recursive`, without the words, that end with `inside(group_id, unit_id)`, in
 * which closed units are still among the members.
 * @param groups placeholder of the group ids
 */
export const membersNow = (groups: string): string => expansion('now', groups).replace('with recursive ', '');

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

  /** The names of those of the groups that the unit may write to now; as `addressable`, without whom they reach. */
  async usable(queries: Queries, groupIds: readonly string[], unitId: string): Promise<ReadonlyMap<string, string>> {
    if (groupIds.length === 0) return new Map();
    const groups = await queries.rows<{ id: string; name: string }>(NAMED, [groupIds, unitId]);
    return new Map(groups.map((group) => [group.id, group.name]));
  }
}

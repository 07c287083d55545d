import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { GroupDesk } from './group-desk.ts';
import { GroupLists } from './group-lists.reader.ts';
import { MAX_DEPTH } from './group.kinds.ts';
import type { GroupWire } from './group.wire.ts';
import { GROUPS } from './groups.errors.ts';
import { GroupsReader } from './groups.reader.ts';

interface Row {
  readonly groupId: string;
}

const DROP = `update recipient_group_link set until = $3 where parent_id = $1 and until is null and child_id <> all($2::uuid[]) returning child_id as "groupId"`;
const ADD = `insert into recipient_group_link (parent_id, child_id, since) select $1, child_id, $3 from unnest($2::uuid[]) child_id
  on conflict (parent_id, child_id) where until is null do nothing returning child_id as "groupId"`;

/** Down from each new group, and up from the one it goes into; one row for each group and level, so that many paths cost no more than one. */
const SHAPE = `with recursive down(top_id, id, depth) as (
    select id, id, 1 from unnest($2::uuid[]) id
    union
    select down.top_id, l.child_id, down.depth + 1 from down join recipient_group_link l on l.parent_id = down.id and l.until is null where down.depth <= $3
  ), up(id, depth) as (
    select $1::uuid, 1
    union
    select l.parent_id, up.depth + 1 from up join recipient_group_link l on l.child_id = up.id and l.until is null where up.depth <= $3
  )
  select (select g.name from down join recipient_group g on g.id = down.top_id where down.id = $1 order by 1 limit 1) as ring,
    (select max(depth) from down) + (select max(depth) from up) as levels`;

/** Puts groups into groups. */
@Injectable()
export class GroupNesting {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: GroupDesk,
    private readonly groups: GroupsReader,
    private readonly lists: GroupLists,
    private readonly clock: Clock,
  ) {}

  /** Sets the groups directly within: the whole list. Those that are within already may stay, whatever became of them. */
  async setGroups(caller: Principal, id: string, version: number, groupIds: readonly string[]): Promise<GroupWire> {
    return this.work.run(async (tx) => {
      await this.desk.lockLinks(tx);
      const held = await this.desk.holdMembers(tx, caller, id, version);
      const now = this.clock.now();
      const dropped = (await tx.rows<Row>(DROP, [id, groupIds, now])).map((row) => row.groupId);
      const added = await this.newOnes(tx, id, groupIds);
      await this.refuseUnusable(tx, added, held.group.ownerUnitId);
      await refuseShape(tx, id, added);
      await tx.rows(ADD, [id, added, now]);
      if (added.length > 0) await this.desk.note(tx, held, { act: 'add-group', groupIds: added });
      if (dropped.length > 0) await this.desk.note(tx, held, { act: 'drop-group', groupIds: dropped });
      if (added.length + dropped.length > 0) await this.desk.touch(tx, id);
      return this.lists.one(caller, id, tx);
    });
  }

  private async newOnes(tx: Tx, id: string, groupIds: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<Row>(
      `select child_id as "groupId" from recipient_group_link where parent_id = $1 and until is null`,
      [id],
    );
    const known = new Set(rows.map((row) => row.groupId));
    return groupIds.filter((groupId) => !known.has(groupId));
  }

  private async refuseUnusable(tx: Tx, groupIds: readonly string[], ownerUnitId: string): Promise<void> {
    const usable = await this.groups.usable(tx, groupIds, ownerUnitId);
    const unknown = groupIds.filter((id) => !usable.has(id));
    if (unknown.length === 0) return;
    const mistakes = groupIds.flatMap((id, i) =>
      usable.has(id) ? [] : [{ field: `groupIds.${i}`, code: 'unknownGroup' }],
    );
    throw GROUPS.groupsUnknown({ groups: unknown.slice(0, 10).join(', ') }, mistakes);
  }
}

/** Under the lock of the links. @throws groups.cycle, groups.too-deep */
async function refuseShape(tx: Tx, id: string, added: readonly string[]): Promise<void> {
  if (added.length === 0) return;
  const shape = await tx.first<{ ring: string | null; levels: number }>(SHAPE, [id, added, MAX_DEPTH]);
  if (shape && shape.ring !== null) throw GROUPS.cycle({ group: shape.ring });
  if (shape && shape.levels > MAX_DEPTH) throw GROUPS.tooDeep({ limit: MAX_DEPTH });
}

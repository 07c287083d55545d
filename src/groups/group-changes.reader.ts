import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { GroupChangeWire } from './group-changes.wire.ts';
import { GroupLists } from './group-lists.reader.ts';
import type { EventAct, Right } from './group.kinds.ts';
import type { GroupRefWire } from './group.wire.ts';

interface Row {
  readonly id: string;
  readonly seq: number;
  readonly at: Date;
  readonly act: EventAct;
  readonly right: Right;
  readonly byName: string;
  readonly forName: string | null;
  readonly byTitle: string;
  readonly postUnitId: string;
  readonly requestId: string | null;
  readonly unitCount: number;
  readonly unitIds: readonly string[];
  readonly groups: GroupRefWire[];
  readonly detail: Record<string, unknown>;
}

/** Named with a change; how many there were is always said. */
const NAMED = 50;
const CHANGES = `select e.id, e.at, e.act, e.by_right as "right", e.account_name as "byName", e.for_account_name as "forName", e.post_title as "byTitle", e.post_unit_id as "postUnitId",
    e.seq::int as seq, e.request_id as "requestId", cardinality(e.unit_ids) as "unitCount", e.unit_ids[1:${NAMED}] as "unitIds", e.detail,
    coalesce((select json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name collate vietnamese, g.id)
      from recipient_group g where g.id = any(e.other_group_ids)), '[]') as groups
  from recipient_group_event e where e.group_id = $1`;

/** What happened to a group: who did it, when, and by what right. For those who may see who is in it. */
@Injectable()
export class GroupChanges {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
    private readonly lists: GroupLists,
  ) {}

  /** Newest first. @throws request.not-found, groups.members-hidden */
  async list(caller: Principal, id: string, query: PageQuery): Promise<Page<GroupChangeWire>> {
    await this.lists.requireInside(this.database, caller, id);
    const values: unknown[] = [id, query.limit + 1];
    if (query.after) values.push(...decodeCursor(query.after, ['number']));
    const rows = await this.database.rows<Row>(
      `${CHANGES} ${query.after ? 'and e.seq < $3' : ''} order by e.seq desc limit $2`,
      values,
    );
    const named = await this.units.byIds(this.database, [
      ...new Set(rows.flatMap((row) => [row.postUnitId, ...row.unitIds])),
    ]);
    const ref = (unitId: string) => ({ id: unitId, name: named.get(unitId)?.name ?? '' });
    const wire = (row: Row): GroupChangeWire => {
      const { at, unitIds, postUnitId, seq: _, ...shown } = row;
      return {
        ...shown,
        at: at.toISOString(),
        units: unitIds.map(ref),
        byUnit: ref(postUnitId),
      };
    };
    return toPage(rows, query.limit, (row) => [row.seq], wire);
  }
}

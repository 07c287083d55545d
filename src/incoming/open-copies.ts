import type { Queries } from '../platform/database/tx.ts';
import type { RunningClocks } from './deadline-moves.policy.ts';

/** An open copy that has arrived. */
export interface OpenCopy extends RunningClocks {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly symbol: string;
  readonly rule: string | null;
}

/** The last copy looked at. */
export interface Place {
  readonly unitId: string;
  readonly deliveredAt: Date | string;
  readonly id: string;
}

const COLUMNS = `v.id, v.unit_id as "unitId", c.symbol, c.urgency, v.purpose, v.channel, v.delivered_at as "deliveredAt", c.respond_by as "respondBy",
  v.open_by as "openBy", v.acknowledge_by as "acknowledgeBy", v.finish_by as "finishBy", v.opened_at as "openedAt",
  v.acknowledged_at as "acknowledgedAt", v.done_at as "doneAt", v.deadline_rule as rule`;
const OPEN = `v.is_open and v.delivered_at is not null and coalesce(v.open_by, v.acknowledge_by, v.finish_by) is not null`;
const ORDER = `order by v.unit_id, v.delivered_at desc, v.id desc`;
const NONE = '00000000-0000-0000-0000-000000000000';

/** The rest of the unit one stopped at, then the units after it: both go along the index of a unit's open copies. */
const SELECT = `select ${COLUMNS} from (
    (select v.* from delivery v where v.unit_id = $1::uuid and (v.delivered_at, v.id) < ($2::timestamptz, $3::uuid) and ${OPEN}
      order by v.delivered_at desc, v.id desc limit $4)
    union all
    (select v.* from delivery v where v.unit_id > $1::uuid and ${OPEN} ${ORDER} limit $4)
  ) v join document_copy c on c.id = v.copy_id ${ORDER} limit $4`;

/** Open copies unit by unit, from a place on. */
export function openCopies(queries: Queries, after: Place | null, limit: number): Promise<OpenCopy[]> {
  return queries.rows<OpenCopy>(SELECT, [
    after?.unitId ?? NONE,
    after?.deliveredAt ?? '1970-01-01T00:00:00Z',
    after?.id ?? NONE,
    limit,
  ]);
}

export const placeOf = ({ unitId, deliveredAt, id }: OpenCopy): Place => ({ unitId, deliveredAt, id });

import type { Purpose } from '../calendar/deadlines.policy.ts';
import type { DeliveryState } from '../incoming/delivery.states.ts';
import { latenessOf } from '../incoming/incoming.rows.ts';
import type { Fact } from '../receipts/fact.ts';
import type { Queries } from '../platform/database/tx.ts';
import type { Sector } from '../units/unit-kinds.ts';
import type { Waiting } from './tracking.dto.ts';
import type { BroughtByWire, TrackingRowWire } from './tracking.wire.ts';

export interface TrackingRow {
  readonly deliveryId: string;
  readonly documentId: string;
  readonly unitId: string;
  readonly unitCode: string;
  readonly unit: string;
  readonly unitKind: string;
  readonly unitSector: Sector | null;
  readonly purpose: Purpose;
  readonly channel: string;
  readonly state: DeliveryState;
  readonly isOpen: boolean;
  readonly arrivalNumber: number | null;
  readonly deliveredAt: Date | null;
  readonly openedAt: Date | null;
  readonly downloadedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly registeredAt: Date | null;
  readonly startedAt: Date | null;
  readonly doneAt: Date | null;
  readonly repliedAt: Date | null;
  readonly refusedAt: Date | null;
  readonly refusalCode: string | null;
  readonly refusalText: string | null;
  readonly openBy: Date | null;
  readonly acknowledgeBy: Date | null;
  readonly finishBy: Date | null;
}

export const TRACKING_COLUMNS = `v.id as "deliveryId", v.document_id as "documentId", v.unit_id as "unitId", u.code as "unitCode", n.name as unit, u.kind as "unitKind", u.sector as "unitSector",
  v.purpose, v.channel, v.state, v.is_open as "isOpen", v.arrival_number as "arrivalNumber", v.delivered_at as "deliveredAt", v.opened_at as "openedAt",
  v.downloaded_at as "downloadedAt", v.acknowledged_at as "acknowledgedAt", v.registered_at as "registeredAt", v.started_at as "startedAt",
  v.done_at as "doneAt", v.replied_at as "repliedAt", v.refused_at as "refusedAt", v.refusal_code as "refusalCode", v.refusal_text as "refusalText",
  v.open_by as "openBy", v.acknowledge_by as "acknowledgeBy", v.finish_by as "finishBy"`;

/** The unit's name on the page's day, which is bound as $1. */
export const TRACKING_FROM = `delivery v join unit u on u.id = v.unit_id
  join lateral (select unit_name_on(v.unit_id, $1::date) as name) n on true`;

/** `now` is the placeholder of the present. A refused, withdrawn or undeliverable copy waits for nothing any more. */
export function waitingCondition(waiting: Waiting, now: string): string {
  const alive = `v.state in ('delivered', 'opened', 'acknowledged', 'registered', 'assigned', 'in_progress')`;
  switch (waiting) {
    case 'open':
      return `v.opened_at is null and v.state = 'delivered'`;
    case 'acknowledge':
      return `v.acknowledged_at is null and v.state in ('delivered', 'opened')`;
    case 'finish':
      return `v.done_at is null and v.purpose in ('act', 'coordinate') and ${alive}`;
    case 'overdue':
      return `${alive} and ${overdueCondition(now)}`;
    case 'refused':
      return `v.state in ('refused', 'returned')`;
    case 'undeliverable':
      return `v.state = 'undeliverable'`;
  }
}

export function overdueCondition(now: string): string {
  return `(v.opened_at is null and v.open_by <= ${now} or v.acknowledged_at is null and v.acknowledge_by <= ${now} or v.done_at is null and v.finish_by <= ${now})`;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The fact that made a state. */
const MADE_BY: Readonly<Partial<Record<DeliveryState, Fact>>> = {
  opened: 'opened',
  acknowledged: 'acknowledged',
  registered: 'registered',
  assigned: 'assigned',
  in_progress: 'started',
  done: 'done',
  refused: 'refused',
  returned: 'returned',
  noted: 'noted',
};

// The first to open it; of what can be done again (assigning, refusing) the last.
const BROUGHT_BY = `select x.id, r.name, r."postTitle", r."forAccountName", r.at from unnest($1::uuid[], $2::text[]) x(id, fact)
  cross join lateral (
    select account_name as name, post_title as "postTitle", for_account_name as "forAccountName", at from receipt
    where delivery_id = x.id and fact = x.fact and account_name is not null
    order by case when x.fact = 'opened' then at end, case when x.fact = 'opened' then seq end, at desc, seq desc limit 1) r`;

type DoerRow = Omit<BroughtByWire, 'at'> & { readonly id: string; readonly at: Date };

/** Who brought each copy to its state. One query for all of them. */
export async function broughtBy(
  queries: Pick<Queries, 'rows'>,
  rows: readonly TrackingRow[],
): Promise<ReadonlyMap<string, BroughtByWire>> {
  const asked = rows.flatMap(({ deliveryId, state }) => {
    const fact = MADE_BY[state];
    return fact ? [{ deliveryId, fact }] : [];
  });
  // Copies nobody has touched: the answer to "who has not read it" is made of them.
  if (asked.length === 0) return new Map();
  const found = await queries.rows<DoerRow>(BROUGHT_BY, [
    asked.map(({ deliveryId }) => deliveryId),
    asked.map(({ fact }) => fact),
  ]);
  return new Map(found.map(({ id, at, ...who }) => [id, { ...who, at: at.toISOString() }]));
}

export function toTrackingRow(row: TrackingRow, now: Date, by: BroughtByWire | null): TrackingRowWire {
  const {
    deliveryId,
    documentId,
    unitId,
    unitCode,
    unit,
    unitKind,
    unitSector,
    purpose,
    channel,
    state,
    isOpen,
    arrivalNumber,
  } = row;
  return {
    deliveryId,
    documentId,
    unitId,
    unitCode,
    unit,
    unitKind,
    unitSector,
    purpose,
    channel,
    state,
    isOpen,
    arrivalNumber,
    deliveredAt: iso(row.deliveredAt),
    openedAt: iso(row.openedAt),
    downloadedAt: iso(row.downloadedAt),
    acknowledgedAt: iso(row.acknowledgedAt),
    registeredAt: iso(row.registeredAt),
    startedAt: iso(row.startedAt),
    doneAt: iso(row.doneAt),
    repliedAt: iso(row.repliedAt),
    clocks: { openBy: iso(row.openBy), acknowledgeBy: iso(row.acknowledgeBy), finishBy: iso(row.finishBy) },
    late: latenessOf(row, now),
    refusal:
      row.refusalCode && row.refusedAt
        ? { code: row.refusalCode, text: row.refusalText ?? '', at: row.refusedAt.toISOString() }
        : null,
    by,
  };
}

import { decodeCursor } from '../platform/http/keyset.ts';
import { NAME_ON_DAY } from '../units/unit-line.ts';
import { sums } from './tracking-counts.ts';
import type { TrackingQuery } from './tracking.dto.ts';
import { TRACKING_COLUMNS, waitingCondition, type TrackingRow } from './tracking.rows.ts';
import type { TrackingSummaryWire } from './tracking.wire.ts';

/** So many copies are sooner read and sorted than looked for unit by unit. */
const FEW_COPIES = 2000;
/**
 * Which one it is stays hidden from the planner, and how many lines are wanted: else it would find each call a plan of its own that it
 * takes for so much cheaper that it planned every call anew, which takes longer than the statement.
 */
const DOCUMENT = '(select $1::uuid)';
const MANY = 'delivery v join unit u on u.id = v.unit_id';
const FEW = `(select * from delivery where document_id = ${DOCUMENT} offset 0) v
  join lateral (select * from unit where id = v.unit_id offset 0) u on true`;
/** Names are looked up for the lines of the page only. */
const LINES = `v join unit u on u.id = v.unit_id ${NAME_ON_DAY.replaceAll('$1', '$4')}`;

type Dates = { readonly [K in keyof TrackingRow]: Date extends TrackingRow[K] ? K : never }[keyof TrackingRow];
/** A row as it comes in JSON. */
type TrackingJson = Omit<TrackingRow, Dates> & Readonly<Record<Dates, string | null>>;

/** What the board of a document shows, beside the document. */
export interface BoardRow {
  readonly board: { readonly summary: TrackingSummaryWire; readonly rows: readonly TrackingJson[] };
}

/**
 * The sums of a document and a page of its copies, as columns of the question for the document itself: one trip, and nothing is read
 * when it is not the caller's.
 * @param values $1 the document, $3 the present, $4 the local day; what the page needs is added
 */
export function boardColumns(query: TrackingQuery, values: unknown[]): string {
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = [`v.document_id = ${DOCUMENT}`, `not (v.state = 'withdrawn' and v.delivered_at is null)`];
  if (query.waiting) where.push(waitingCondition(query.waiting, '$3'));
  if (query.after) where.push(`u.code > ${bind(decodeCursor(query.after, ['text'])[0])}`);
  const limit = `(select ${bind(query.limit + 1)}::int)`;
  const page = (copies: string) =>
    `(select ${TRACKING_COLUMNS} from (select v.* from ${copies} where ${where.join(' and ')} order by u.code limit ${limit}) ${LINES})`;
  // Units in the order of their codes, until the page is full, or all copies of the document, sorted: planned for the average document,
  // either is far too slow for the other kind. Only the one that is meant is run.
  return `,
    (with s as materialized (select ${sums('$3')} from tracking_now where document_id = ${DOCUMENT})
     select json_build_object('summary', (select row_to_json(s) from s), 'rows', (
       select coalesce(json_agg(p order by p."unitCode"), '[]') from (
         select * from ${page(FEW)} a where (select recipients from s) <= ${FEW_COPIES}
         union all select * from ${page(MANY)} b where (select recipients from s) > ${FEW_COPIES}) p))) as board`;
}

const at = (text: string | null): Date | null => (text === null ? null : new Date(text));

export function withDates(row: TrackingJson): TrackingRow {
  return {
    ...row,
    deliveredAt: at(row.deliveredAt),
    openedAt: at(row.openedAt),
    downloadedAt: at(row.downloadedAt),
    acknowledgedAt: at(row.acknowledgedAt),
    registeredAt: at(row.registeredAt),
    startedAt: at(row.startedAt),
    doneAt: at(row.doneAt),
    repliedAt: at(row.repliedAt),
    refusedAt: at(row.refusedAt),
    openBy: at(row.openBy),
    acknowledgeBy: at(row.acknowledgeBy),
    finishBy: at(row.finishBy),
  };
}

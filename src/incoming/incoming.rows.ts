import type { Purpose } from '../calendar/deadlines.policy.ts';
import { lateFor, type Clocks } from '../calendar/lateness.ts';
import type { Delivery, DocumentCopy } from './delivery.entity.ts';
import type { DeliveryState } from './delivery.states.ts';
import type { IncomingLineWire } from './incoming.wire.ts';

/** The moments a line tells of. They come as text: most of the work on a page of lines would be making dates of text and text of dates. */
const MOMENTS = {
  deliveredAt: 'delivered_at',
  openedAt: 'opened_at',
  acknowledgedAt: 'acknowledged_at',
  registeredAt: 'registered_at',
  doneAt: 'done_at',
  repliedAt: 'replied_at',
  openBy: 'open_by',
  acknowledgeBy: 'acknowledge_by',
  finishBy: 'finish_by',
} as const satisfies Partial<Record<keyof Delivery, string>>;

type MomentName = keyof typeof MOMENTS;

/** A line of the inbox as it is read: a delivery with what it delivers. */
export type IncomingRow = Pick<
  Delivery,
  'id' | 'unitId' | 'purpose' | 'state' | 'isOpen' | 'arrivalYear' | 'arrivalNumber' | 'version'
> & {
  /** PostgreSQL's text in UTC. */
  readonly [name in MomentName]: string | null;
} & Pick<
    DocumentCopy,
    | 'origin'
    | 'authorUnitId'
    | 'authorName'
    | 'symbol'
    | 'subject'
    | 'typeCode'
    | 'documentDate'
    | 'urgency'
    | 'retiredAs'
    | 'retiredBy'
  >;

export type IncomingDetailRow = IncomingRow &
  Pick<Delivery, 'documentId' | 'copyId' | 'senderUnitId' | 'refusedAt' | 'refusalCode' | 'refusalText'> &
  Pick<
    DocumentCopy,
    'kind' | 'summary' | 'signerCapacity' | 'signerName' | 'signerTitle' | 'place' | 'respondBy' | 'pageCount'
  > & {
    readonly recipientLines: { label: string; purpose: Purpose }[];
    /** In their order. */
    readonly attachmentIds: string[];
  };

const LINE_OF_DELIVERY = `v.id, v.unit_id as "unitId", v.purpose, v.state, v.is_open as "isOpen", v.arrival_year as "arrivalYear",
  v.arrival_number as "arrivalNumber", v.version, ${Object.entries(MOMENTS)
    .map(([name, column]) => `(v.${column} at time zone 'UTC')::text as "${name}"`)
    .join(', ')}`;

export const LINE_COLUMNS = `${LINE_OF_DELIVERY}, c.origin, c.author_unit_id as "authorUnitId", c.author_name as "authorName", c.symbol, c.subject,
  c.type_code as "typeCode", c.document_date::text as "documentDate", c.urgency, c.retired_as as "retiredAs", c.retired_by as "retiredBy"`;

export const DETAIL_COLUMNS = `${LINE_COLUMNS}, v.document_id as "documentId", v.copy_id as "copyId", v.sender_unit_id as "senderUnitId",
  v.refused_at as "refusedAt", v.refusal_code as "refusalCode", v.refusal_text as "refusalText", c.kind, c.summary, c.signer_capacity as "signerCapacity", c.signer_name as "signerName",
  c.signer_title as "signerTitle", c.place, c.respond_by as "respondBy", c.page_count as "pageCount", c.recipient_lines as "recipientLines",
  array(select l.attachment_id from document_copy_attachment l where l.copy_id = c.id order by l.position) as "attachmentIds"`;

/** Of PostgreSQL's `2020-05-18 01:02:03.456789` in UTC the ISO instant to the millisecond, as a Date would write it. */
export const isoOfUtc = (text: string): string =>
  `${text.slice(0, 10)}T${text.slice(11, 23).padEnd(9, '.').padEnd(12, '0')}Z`;

/** The text PostgreSQL would write of a moment. */
export const utcOf = (at: Date): string => at.toISOString().slice(0, -1).replace('T', ' ');

const iso = (text: string | null): string | null => text && isoOfUtc(text);

/** Withdrawn before anybody opened it: the receiver learns that there was a document, not which (product.md §2.4). */
export const isHidden = (row: Pick<IncomingRow, 'state' | 'openedAt'>): boolean =>
  row.state === 'withdrawn' && row.openedAt === null;

export function toIncomingLine(row: IncomingRow, now: string): IncomingLineWire {
  const hidden = isHidden(row);
  const {
    id,
    unitId,
    origin,
    typeCode,
    documentDate,
    urgency,
    purpose,
    state,
    isOpen,
    arrivalNumber,
    arrivalYear,
    retiredAs,
    retiredBy,
    version,
  } = row;
  const [openedAt, acknowledgedAt, doneAt] = [iso(row.openedAt), iso(row.acknowledgedAt), iso(row.doneAt)];
  const clocks = { openBy: iso(row.openBy), acknowledgeBy: iso(row.acknowledgeBy), finishBy: iso(row.finishBy) };
  return {
    id,
    unitId,
    origin,
    sender: { unitId: row.authorUnitId, name: row.authorName },
    symbol: hidden ? null : row.symbol,
    subject: hidden ? null : row.subject,
    typeCode,
    documentDate,
    urgency,
    purpose,
    state,
    isOpen,
    arrivalNumber,
    arrivalYear,
    deliveredAt: iso(row.deliveredAt),
    openedAt,
    acknowledgedAt,
    registeredAt: iso(row.registeredAt),
    doneAt,
    repliedAt: iso(row.repliedAt),
    clocks,
    late: latenessOf({ state, openedAt, acknowledgedAt, doneAt, ...clocks }, now),
    retiredAs,
    retiredBy,
    version,
  };
}

const STOPPED = new Set(['refused', 'returned', 'noted', 'withdrawn', 'superseded', 'undeliverable', 'queued']);

/** Clocks stand still once the unit has refused or the copy is out of play. */
export function latenessOf<M extends Date | string>(row: { readonly state: DeliveryState } & Clocks<M>, now: M) {
  if (STOPPED.has(row.state)) return { open: false, acknowledge: false, finish: false };
  return lateFor(row, row, now);
}

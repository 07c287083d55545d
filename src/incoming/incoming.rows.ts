import type { Purpose } from '../calendar/deadlines.policy.ts';
import { lateFor } from '../calendar/lateness.ts';
import type { Delivery, DocumentCopy } from './delivery.entity.ts';
import type { IncomingLineWire } from './incoming.wire.ts';

/** A delivery with what it delivers. */
export type IncomingRow = Delivery &
  Pick<
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
  Pick<
    DocumentCopy,
    'kind' | 'summary' | 'signerCapacity' | 'signerName' | 'signerTitle' | 'place' | 'respondBy' | 'pageCount'
  > & {
    readonly recipientLines: { label: string; purpose: Purpose }[];
  };

const DELIVERY_COLUMNS = `v.id, v.dispatch_id as "dispatchId", v.document_id as "documentId", v.copy_id as "copyId", v.sender_unit_id as "senderUnitId",
  v.unit_id as "unitId", v.purpose, v.channel, v.state, v.is_open as "isOpen", v.delivered_at as "deliveredAt", v.opened_at as "openedAt",
  v.acknowledged_at as "acknowledgedAt", v.registered_at as "registeredAt", v.assigned_at as "assignedAt", v.started_at as "startedAt",
  v.done_at as "doneAt", v.refused_at as "refusedAt", v.replied_at as "repliedAt", v.downloaded_at as "downloadedAt", v.open_by as "openBy",
  v.acknowledge_by as "acknowledgeBy", v.finish_by as "finishBy", v.book_id as "bookId", v.arrival_year as "arrivalYear",
  v.arrival_number as "arrivalNumber", v.refusal_code as "refusalCode", v.refusal_text as "refusalText", v.version`;

export const LINE_COLUMNS = `${DELIVERY_COLUMNS}, c.origin, c.author_unit_id as "authorUnitId", c.author_name as "authorName", c.symbol, c.subject,
  c.type_code as "typeCode", c.document_date::text as "documentDate", c.urgency, c.retired_as as "retiredAs", c.retired_by as "retiredBy"`;

export const DETAIL_COLUMNS = `${LINE_COLUMNS}, c.kind, c.summary, c.signer_capacity as "signerCapacity", c.signer_name as "signerName",
  c.signer_title as "signerTitle", c.place, c.respond_by as "respondBy", c.page_count as "pageCount", c.recipient_lines as "recipientLines"`;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Withdrawn before anybody opened it: the receiver learns that there was a document, not which (product.md §2.4). */
export const isHidden = (row: Pick<Delivery, 'state' | 'openedAt'>): boolean =>
  row.state === 'withdrawn' && row.openedAt === null;

export function toIncomingLine(row: IncomingRow, now: Date): IncomingLineWire {
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
    openedAt: iso(row.openedAt),
    acknowledgedAt: iso(row.acknowledgedAt),
    registeredAt: iso(row.registeredAt),
    doneAt: iso(row.doneAt),
    repliedAt: iso(row.repliedAt),
    clocks: { openBy: iso(row.openBy), acknowledgeBy: iso(row.acknowledgeBy), finishBy: iso(row.finishBy) },
    late: latenessOf(row, now),
    retiredAs,
    retiredBy,
    version,
  };
}

const STOPPED = new Set(['refused', 'returned', 'noted', 'withdrawn', 'superseded', 'undeliverable', 'queued']);

/** Clocks stand still once the unit has refused or the copy is out of play. */
export function latenessOf(
  row: Pick<Delivery, 'state' | 'openBy' | 'acknowledgeBy' | 'finishBy' | 'openedAt' | 'acknowledgedAt' | 'doneAt'>,
  now: Date,
) {
  if (STOPPED.has(row.state)) return { open: false, acknowledge: false, finish: false };
  return lateFor(row, row, now);
}

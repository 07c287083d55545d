import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';

/** What changed for a unit between two seals. */
export interface Change {
  /** `tracking`: copies of a document the unit has sent · `incoming`: documents at the unit. */
  readonly kind: 'tracking' | 'incoming';
  readonly unitId: string;
  /** Of `tracking` only: the receiver looks for itself. */
  readonly documentId: string | null;
  readonly deliveryIds: readonly string[];
  /** Whether there are more than are named. */
  readonly more: boolean;
}

/** More than this is not told piece by piece: whoever listens is told to read everything anew. */
const MOST_RECEIPTS = 20_000;
const MOST_CHANGES = 5000;
/** So many copies of a document are named; of a larger change the page reads the document's board anew. */
const NAMED = 50;

/**
 * Receipts name the copies that changed; a dispatch is one receipt however many copies it brings, found by its document, which has an
 * index. What is still queued has not arrived.
 */
const CHANGES = `with new as materialized (
    select r.unit_id, r.other_unit_id, r.delivery_id, r.document_id, r.fact, r.detail from seal_head h
    join receipt r on r.unit_id = h.unit_id and r.seq between h.from_seq and h.seq
    where h.number > $1 and h.number <= $2),
  copies as (select n.*, d.sender_unit_id, d.unit_id as receiver_id, d.document_id as of_document, d.delivered_at
    from new n join delivery d on d.id = n.delivery_id),
  told as (
    select 'tracking' as kind, sender_unit_id as unit_id, of_document as document_id, delivery_id from copies where sender_unit_id = any($3)
    union
    select 'tracking', unit_id, document_id, null from new where delivery_id is null and document_id is not null and unit_id = any($3)
    union
    select 'incoming', p.unit_id, null, null from copies c, unnest(array[c.receiver_id, c.unit_id, c.other_unit_id]) as p (unit_id)
    where p.unit_id = any($3) and c.delivered_at is not null and (p.unit_id = c.receiver_id or p.unit_id is distinct from c.sender_unit_id)
    union
    select 'incoming', d.unit_id, null, null from new n
    join delivery d on d.document_id = n.document_id and d.dispatch_id = (n.detail->>'dispatchId')::uuid
    where n.fact = 'dispatched' and d.unit_id = any($3) and d.delivered_at is not null)
  select kind, unit_id as "unitId", document_id as "documentId", coalesce((array_agg(delivery_id) filter (where delivery_id is not null))[1:${NAMED}], '{}') as "deliveryIds",
    count(*) > ${NAMED} or bool_or(kind = 'tracking' and delivery_id is null) as more
  from told group by kind, unit_id, document_id limit ${MOST_CHANGES + 1}`;

/** Reads out of the seals and the receipts they cover what happened: nothing is kept for those who listen, and nothing is lost to them. */
@Injectable()
export class ChangesReader {
  constructor(private readonly database: Database) {}

  /**
   * What the seals after `from` up to `to` mean for these units.
   * @returns null when it is too much to be told piece by piece
   */
  async between(from: number, to: number, unitIds: readonly string[]): Promise<readonly Change[] | null> {
    if (unitIds.length === 0) return [];
    const size = await this.database.first<{ receipts: string | null }>(
      `select sum(receipts) as receipts from seal where number > $1 and number <= $2`,
      [from, to],
    );
    if (Number(size?.receipts ?? 0) > MOST_RECEIPTS) return null;
    const changes = await this.database.rows<Change & Record<string, unknown>>(CHANGES, [from, to, unitIds]);
    return changes.length > MOST_CHANGES ? null : changes;
  }
}

import { Injectable } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { Lists } from '../platform/database/lists.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { Receipt } from '../receipts/receipt.entity.ts';
import { RECEIPT_COLUMNS, toReceiptWire } from '../receipts/receipts.reader.ts';
import { boardColumns, withDates, type BoardRow } from './board.sql.ts';
import { findDocument, findWith } from './held-document.ts';
import { SENDER_ACTS, senderRefusal } from './sender-duties.policy.ts';
import { TrackingCounts } from './tracking-counts.ts';
import type { OutstandingQuery, TrackingQuery } from './tracking.dto.ts';
import {
  broughtBy,
  toTrackingRow,
  TRACKING_COLUMNS,
  TRACKING_FROM,
  waitingCondition,
  type TrackingRow,
} from './tracking.rows.ts';
import type {
  OutstandingRowWire,
  SenderCanWire,
  TrackedDeliveryWire,
  TrackedPersonWire,
  TrackingSummaryWire,
  TrackingWire,
} from './tracking.wire.ts';

/** Who has and who has not: the sender's side of every delivery. */
@Injectable()
export class TrackingReader {
  constructor(
    private readonly database: Database,
    private readonly lists: Lists,
    private readonly clock: Clock,
    private readonly counts: TrackingCounts,
  ) {}

  /** The board of one document. @throws request.not-found */
  async board(caller: Principal, id: string, query: TrackingQuery): Promise<TrackingWire> {
    const now = this.clock.now();
    const values: unknown[] = [id, caller.unitIds(STAFF), now, localDate(now)];
    const { board } = await findWith<BoardRow>(this.database, caller, id, boardColumns(query, values), '', values);
    const rows = board.rows.map(withDates);
    const doers = await broughtBy(this.database, rows);
    const page = toPage(
      rows,
      query.limit,
      (row) => [row.unitCode],
      (row) => toTrackingRow(row, now, doers.get(row.deliveryId) ?? null),
    );
    return { documentId: id, summary: board.summary, rows: page.items, next: page.next };
  }

  /** @throws request.not-found */
  async summary(caller: Principal, id: string): Promise<TrackingSummaryWire> {
    const [, summary] = await Promise.all([
      findDocument(this.database, caller, id),
      this.counts.summary(id, this.clock.now()),
    ]);
    return summary;
  }

  /** One copy with its people and receipts. @throws request.not-found */
  async delivery(queries: Queries, caller: Principal, id: string, deliveryId: string): Promise<TrackedDeliveryWire> {
    const document = await findDocument(queries, caller, id);
    const now = this.clock.now();
    const row = await queries.first<TrackingRow>(
      `select ${TRACKING_COLUMNS} from ${TRACKING_FROM} where v.document_id = $2 and v.id = $3`,
      [localDate(now), id, deliveryId],
    );
    if (!row) throw REQUEST.notFound();
    const receipts = await queries.rows<Receipt>(
      `select ${RECEIPT_COLUMNS} from receipt where delivery_id = $1 order by at, seq`,
      [deliveryId],
    );
    const by = (await broughtBy(queries, [row])).get(deliveryId) ?? null;
    return {
      row: toTrackingRow(row, now, by),
      people: peopleOf(receipts),
      receipts: receipts.map(toReceiptWire),
      can: canOf(caller, document.unitId, row),
    };
  }

  /** Everything that waits, across all documents of the caller's units: the longest overdue first. */
  async outstanding(caller: Principal, query: OutstandingQuery): Promise<Page<OutstandingRowWire>> {
    const mine = caller.unitIds(STAFF);
    if (query.unitId && !mine.includes(query.unitId)) throw REQUEST.notFound();
    const now = this.clock.now();
    const units = query.unitId ? [query.unitId] : mine;
    const values: unknown[] = [localDate(now), now, units.length === 1 ? units[0] : units];
    const bind = (value: unknown) => `$${values.push(value)}`;
    // Refused and undeliverable copies wait for the sender itself and are shown when they are asked for.
    const condition = query.waiting
      ? waitingCondition(query.waiting, '$2')
      : `v.state not in ('queued', 'refused', 'returned', 'undeliverable')`;
    const where = [
      `v.is_open`,
      units.length === 1 ? `v.sender_unit_id = $3` : `v.sender_unit_id = any($3)`,
      `v.acknowledge_by is not null`,
      condition,
      `$2::timestamptz is not null`,
    ];
    if (query.recipientUnitId) where.push(`v.unit_id = ${bind(query.recipientUnitId)}`);
    if (query.after) {
      const [due, id] = decodeCursor(query.after, ['time', 'id']);
      where.push(`(v.acknowledge_by, v.id) > (${bind(due)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.lists.rows<TrackingRow & { symbol: string; subject: string }>(
      `select ${TRACKING_COLUMNS}, c.symbol, c.subject from ${TRACKING_FROM} join document_copy c on c.id = v.copy_id
       where ${where.join(' and ')} order by v.acknowledge_by, v.id limit ${bind(query.limit + 1)}`,
      values,
    );
    const doers = await broughtBy(this.lists, rows);
    const wire = (row: TrackingRow & { symbol: string; subject: string }) => ({
      ...toTrackingRow(row, now, doers.get(row.deliveryId) ?? null),
      symbol: row.symbol,
      subject: row.subject,
    });
    return toPage(rows, query.limit, (row) => [row.acknowledgeBy?.toISOString() ?? '', row.deliveryId], wire);
  }
}

function canOf(caller: Principal, unitId: string, row: TrackingRow): SenderCanWire {
  const judged = SENDER_ACTS.map((act) => {
    const { why } = caller.judge(unitId, (capacity) => senderRefusal(act, row, capacity));
    return [act, { allowed: why === null, why: why?.code ?? null }] as const;
  });
  return Object.fromEntries(judged) as unknown as SenderCanWire;
}

function peopleOf(receipts: readonly Receipt[]): TrackedPersonWire[] {
  const people = new Map<string, TrackedPersonWire>();
  for (const { accountId, accountName, postTitle, forAccountName, fact, at } of receipts) {
    if (!accountId || (fact !== 'opened' && fact !== 'downloaded' && fact !== 'acknowledged')) continue;
    const known = people.get(accountId) ?? {
      accountId,
      name: accountName ?? '',
      postTitle,
      forAccountName,
      openedAt: null,
      downloadedAt: null,
      acknowledgedAt: null,
    };
    const key = `${fact}At` as const;
    people.set(accountId, {
      ...known,
      forAccountName: known.forAccountName ?? forAccountName,
      [key]: known[key] ?? at.toISOString(),
    });
  }
  return [...people.values()];
}

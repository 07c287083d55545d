import type { DispatchWire } from './outgoing.wire.ts';
import type { Line } from './recipient-line.ts';

/** A row of `dispatch`, as stored. */
export interface DispatchRow {
  readonly id: string;
  readonly document_id: string;
  readonly unit_id: string;
  readonly made_at: Date;
  readonly send_at: Date;
  readonly sent_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly lines: Line[];
  readonly recipient_count: number;
}

export function toDispatchWire(row: DispatchRow): DispatchWire {
  return {
    id: row.id,
    documentId: row.document_id,
    madeAt: row.made_at.toISOString(),
    sendAt: row.send_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    cancelledAt: row.cancelled_at?.toISOString() ?? null,
    lines: row.lines,
    recipientCount: row.recipient_count,
  };
}

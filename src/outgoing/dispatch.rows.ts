import type { Dispatched } from '../incoming/deliveries.service.ts';
import type { DispatchWire } from './outgoing.wire.ts';
import type { Line } from './recipient-line.ts';

/** Why the service itself cancels a dispatch. */
export type CancelReason = 'infected' | 'unscannable';

/** What a dispatch that has not gone out waits for. */
export function waitsFor(row: {
  readonly sentAt: unknown;
  readonly cancelledAt: unknown;
  readonly waitsFor: 'scan' | null;
}): 'time' | 'scan' | null {
  return row.sentAt === null && row.cancelledAt === null ? (row.waitsFor ?? 'time') : null;
}

/** A row of `dispatch`, as stored. */
export interface DispatchRow {
  readonly id: string;
  readonly document_id: string;
  readonly unit_id: string;
  readonly made_at: Date;
  readonly send_at: Date;
  readonly sent_at: Date | null;
  readonly cancelled_at: Date | null;
  readonly waits_for: 'scan' | null;
  readonly cancel_reason: CancelReason | null;
  readonly lines: Line[];
  readonly recipient_count: number;
  readonly old_inboxes_too: boolean;
}

export function toDispatchWire(row: DispatchRow): DispatchWire {
  return {
    id: row.id,
    documentId: row.document_id,
    madeAt: row.made_at.toISOString(),
    sendAt: row.send_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    cancelledAt: row.cancelled_at?.toISOString() ?? null,
    waitsFor: waitsFor({ sentAt: row.sent_at, cancelledAt: row.cancelled_at, waitsFor: row.waits_for }),
    cancelReason: row.cancel_reason,
    lines: row.lines,
    recipientCount: row.recipient_count,
    alsoByEmail: row.old_inboxes_too,
  };
}

/** What the room of the copies asks of it. */
export const dispatched = (row: Pick<DispatchRow, 'id' | 'document_id' | 'recipient_count'>): Dispatched => ({
  id: row.id,
  documentId: row.document_id,
  copies: row.recipient_count,
});

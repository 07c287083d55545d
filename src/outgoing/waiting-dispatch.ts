import type { Tx } from '../platform/database/tx.ts';
import { OUTGOING } from './outgoing.errors.ts';

/** @throws outgoing.dispatch-waiting, outgoing.dispatch-held while a dispatch of the document waits for its hour, or for a scan */
export async function refuseWaitingDispatch(tx: Tx, documentId: string): Promise<void> {
  const waiting = await tx.first<{ send_at: Date; waits_for: 'scan' | null }>(
    `select send_at, waits_for from dispatch where document_id = $1 and sent_at is null and cancelled_at is null`,
    [documentId],
  );
  if (waiting?.waits_for) throw OUTGOING.dispatchHeld();
  if (waiting) throw OUTGOING.dispatchWaiting({ sendAt: waiting.send_at.toISOString() });
}

import type { Tx } from '../platform/database/tx.ts';
import { OUTGOING } from './outgoing.errors.ts';

/** @throws outgoing.dispatch-waiting while a dispatch of the document is scheduled */
export async function refuseWaitingDispatch(tx: Tx, documentId: string): Promise<void> {
  const waiting = await tx.first<{ send_at: Date }>(
    `select send_at from dispatch where document_id = $1 and sent_at is null and cancelled_at is null`,
    [documentId],
  );
  if (waiting) throw OUTGOING.dispatchWaiting({ sendAt: waiting.send_at.toISOString() });
}

import { Injectable } from '@nestjs/common';
import { ScanGate } from '../attachments/scan-gate.ts';
import { passes } from '../attachments/scan.states.ts';
import { Deliveries } from '../incoming/deliveries.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { DispatchEffects } from './dispatch-effects.ts';
import { RELEASE } from './dispatch.tasks.ts';
import { dispatched, type DispatchRow } from './dispatch.rows.ts';
import { fileIdsOf } from './document-files.ts';
import { lockForService } from './held-document.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { ScanCancelling } from './scan-cancelling.ts';

const UNSCANNED = `select from outgoing_attachment f join attachment_scan s on s.attachment_id = f.attachment_id
  where f.document_id = d.document_id and s.state = 'pending'`;

/** Sends every waiting dispatch whose hour has come by our own clock; each in its own transaction, in the order of their hours. */
@Injectable()
export class ReleaseDispatches extends JobHandler {
  readonly task = RELEASE;
  /** The job enqueued with the dispatch comes on time; this one catches what a stopped service missed. */
  override readonly cron = '* * * * *';

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly deliveries: Deliveries,
    private readonly effects: DispatchEffects,
    private readonly gate: ScanGate,
    private readonly cancelling: ScanCancelling,
  ) {
    super();
  }

  async run(): Promise<void> {
    const due = await this.database.rows<{ id: string; document_id: string }>(
      `select d.id, d.document_id from dispatch d where d.send_at <= $1 and d.sent_at is null and d.cancelled_at is null
         and (d.waits_for is null or not exists (${UNSCANNED})) order by d.send_at limit 100`,
      [this.clock.now()],
    );
    const stuck: string[] = [];
    for (const { id, document_id: documentId } of due) {
      // One that cannot go out must not hold up the others; it is tried again, and the log names it.
      await this.work
        .run((tx) => this.release(tx, documentId, id))
        .catch((error: unknown) => {
          stuck.push(`${documentId}: ${String(error)}`);
        });
    }
    if (stuck.length > 0) throw new Error(`scheduled dispatches that did not go out: ${stuck.join('; ')}`);
  }

  private async release(tx: Tx, documentId: string, dispatchId: string): Promise<void> {
    const document = await lockForService(tx, documentId);
    const dispatch = await tx.first<DispatchRow>(
      `select * from dispatch where id = $1 and sent_at is null and cancelled_at is null for update`,
      [dispatchId],
    );
    if (!dispatch || !(await this.filesAreOpen(tx, document, dispatch))) return;
    const at = this.clock.now();
    if (dispatch.waits_for)
      await this.deliveries.restartClocks(tx, dispatched(dispatch), document.urgency, document.respondBy, at);
    await tx.run(`update dispatch set sent_at = $2 where id = $1`, [dispatchId, at]);
    await this.deliveries.release(tx, dispatched(dispatch), at);
    const sending = { dispatchId, documentId, senderUnitId: dispatch.unit_id, at, isScheduled: true, isFirst: false };
    await this.effects.wentOut(tx, document, sending, 'system', {
      recipients: dispatch.recipient_count,
      scheduledFor: dispatch.send_at.toISOString(),
    });
  }

  /** At its hour a dispatch goes on waiting for files that are not scanned, and is cancelled for those that are not clean. */
  private async filesAreOpen(tx: Tx, document: OutgoingDocument, dispatch: DispatchRow): Promise<boolean> {
    const ids = await fileIdsOf(tx, document.id);
    await this.gate.hold(tx, ids);
    const files = await this.gate.statesOf(tx, ids);
    if (await this.cancelling.cancelFor(tx, document, dispatched(dispatch), files)) return false;
    if (files.every(({ state }) => passes(state))) return true;
    await tx.run(`update dispatch set waits_for = 'scan' where id = $1`, [dispatch.id]);
    return false;
  }
}

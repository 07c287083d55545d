import { Injectable } from '@nestjs/common';
import { Deliveries } from '../incoming/deliveries.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { DispatchEffects } from './dispatch-effects.ts';
import { RELEASE } from './dispatch.tasks.ts';
import type { DispatchRow } from './dispatch.rows.ts';
import { lockForService } from './held-document.ts';

/** Sends every scheduled dispatch whose hour has come by our own clock; each in its own transaction, in the order of their hours. */
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
  ) {
    super();
  }

  async run(): Promise<void> {
    const due = await this.database.rows<{ id: string; document_id: string }>(
      `select id, document_id from dispatch where send_at <= $1 and sent_at is null and cancelled_at is null order by send_at limit 100`,
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
    if (!dispatch) return;
    const at = this.clock.now();
    await tx.run(`update dispatch set sent_at = $2 where id = $1`, [dispatchId, at]);
    await this.deliveries.release(tx, dispatchId, at);
    const sending = { dispatchId, documentId, senderUnitId: dispatch.unit_id, at, isScheduled: true };
    await this.effects.wentOut(tx, document, sending, 'system', {
      recipients: dispatch.recipient_count,
      scheduledFor: dispatch.send_at.toISOString(),
    });
  }
}

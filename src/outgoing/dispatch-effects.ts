import { Injectable } from '@nestjs/common';
import { Deliveries, type Dispatched, type Sending } from '../incoming/deliveries.service.ts';
import { SenderActs } from '../incoming/sender-acts.service.ts';
import { OldInboxes } from '../legacy-inboxes/old-inboxes.ts';
import type { Actor } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import type { Detail } from '../receipts/leaf.ts';
import type { Witness } from '../receipts/receipts.service.ts';
import { dispatched, type CancelReason, type DispatchRow } from './dispatch.rows.ts';
import { ANNOUNCE, COPY_TO_OLD_INBOXES } from './dispatch.tasks.ts';
import { advance } from './held-document.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';

type Retired = Pick<OutgoingDocument, 'id' | 'state'>;

interface Earlier extends Retired {
  readonly relation: 'replaces' | 'revokes';
}

/** What follows, in the same transaction, when a dispatch goes out or is taken back. */
@Injectable()
export class DispatchEffects {
  constructor(
    private readonly clock: Clock,
    private readonly deliveries: Deliveries,
    private readonly senderActs: SenderActs,
    private readonly jobs: Jobs,
    private readonly oldInboxes: OldInboxes,
  ) {}

  /** The document is sent: proven, advanced, and everything it replaces, revokes or answers is told so. */
  async wentOut(tx: Tx, document: OutgoingDocument, sending: Sending, witness: Witness, proof: Detail): Promise<void> {
    const actor = witness === 'system' ? null : witness;
    // Deliveries are locked before the chain, here as everywhere, so that no two acts wait for each other in a ring.
    const answered = document.repliesTo ? await this.senderActs.holdById(tx, document.repliesTo) : null;
    await advance(tx, document, 'dispatch', actor, sending.at);
    await this.retireEarlier(tx, document, actor, sending.at);
    await this.deliveries.proveDispatch(tx, sending, witness, document.revision, {
      dispatchId: sending.dispatchId,
      symbol: document.symbol,
      ...proof,
    });
    const reply = { documentId: document.id, symbol: document.symbol };
    if (answered) await this.senderActs.replied(tx, answered, document.unitId, witness, sending.at, reply);
    await this.jobs.enqueue(tx, ANNOUNCE, { dispatchId: sending.dispatchId });
    if (await this.oldInboxes.takeContent(tx))
      await this.jobs.enqueue(tx, COPY_TO_OLD_INBOXES, { dispatchId: sending.dispatchId });
  }

  /** The copies were queued and unseen: they are withdrawn, and the document can be sent again to anybody else. */
  async takenBack(
    tx: Tx,
    document: Retired,
    dispatch: Dispatched,
    actor: Actor | null,
    because: { readonly reason: CancelReason; readonly text: string } | null = null,
  ): Promise<void> {
    const at = this.clock.now();
    await this.deliveries.takeBack(tx, dispatch);
    await tx.run(`update dispatch set cancelled_at = $2, cancel_reason = $3 where id = $1`, [
      dispatch.id,
      at,
      because?.reason ?? null,
    ]);
    await tx.run(
      `insert into outgoing_step (id, document_id, act, from_state, to_state, account_id, post_id, at, delegation_id, reason)
       values (gen_random_uuid(), $1, 'cancelDispatch', $2, $2, $3, $4, $5, $6, $7)`,
      [
        document.id,
        document.state,
        actor?.principal.accountId ?? null,
        actor?.post.id ?? null,
        at,
        actor?.post.delegation?.id ?? null,
        because?.text ?? null,
      ],
    );
  }

  private async retireEarlier(tx: Tx, document: OutgoingDocument, actor: Actor | null, at: Date): Promise<void> {
    const earlier = await tx.rows<Earlier>(
      `select o.id, o.state, r.relation from outgoing_relation r join outgoing_document o on o.id = r.related_id
       where r.document_id = $1 and r.relation in ('replaces', 'revokes') and o.unit_id = $2 and o.state in ('dispatched', 'closed') order by o.id for update of o`,
      [document.id, document.unitId],
    );
    for (const old of earlier) await this.retire(tx, document, old, actor, at);
  }

  private async retire(tx: Tx, document: OutgoingDocument, old: Earlier, actor: Actor | null, at: Date): Promise<void> {
    const replaces = old.relation === 'replaces';
    const held = await this.deliveries.holdOfDocument(tx, old.id, document.unitId);
    const sender = { unitId: document.unitId, witness: actor ?? ('system' as const) };
    await this.deliveries.endUnseen(tx, replaces ? 'supersede' : 'withdraw', held, sender, at, { by: document.symbol });
    await this.deliveries.retireCopy(tx, old.id, replaces ? 'superseded' : 'revoked', document.symbol ?? '');
    await this.takeBackWaiting(tx, old, actor);
    await advance(tx, old, replaces ? 'supersede' : 'revoke', actor, at, document.symbol);
    await tx.run(`update outgoing_document set superseded_by = $2 where id = $1`, [old.id, document.id]);
  }

  /** What is out of force is not sent any more. */
  private async takeBackWaiting(tx: Tx, old: Retired, actor: Actor | null): Promise<void> {
    const waiting = await tx.rows<Pick<DispatchRow, 'id' | 'document_id' | 'recipient_count'>>(
      `select id, document_id, recipient_count from dispatch where document_id = $1 and sent_at is null and cancelled_at is null for update`,
      [old.id],
    );
    for (const dispatch of waiting) await this.takenBack(tx, old, dispatched(dispatch), actor);
  }
}

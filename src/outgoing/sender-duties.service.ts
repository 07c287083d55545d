import { Injectable } from '@nestjs/common';
import { AttachmentsReader } from '../attachments/attachments.reader.ts';
import { SenderActs } from '../incoming/sender-acts.service.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { findDocument } from './held-document.ts';
import { OUTGOING } from './outgoing.errors.ts';
import { SENDERS } from './sender-duties.policy.ts';
import type { EnterHandReceipt } from './tracking.dto.ts';
import { TrackingReader } from './tracking.reader.ts';
import type { TrackedDeliveryWire } from './tracking.wire.ts';

type Answer = Promise<Outcome<TrackedDeliveryWire>>;

/** What is left to the sender: noting refusals, and proving what happened outside the system. */
@Injectable()
export class SenderDuties {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly senderActs: SenderActs,
    private readonly attachments: AttachmentsReader,
    private readonly tracking: TrackingReader,
  ) {}

  takeNote(caller: Principal, id: string, deliveryId: string): Answer {
    return this.work.run(async (tx) => {
      const document = await findDocument(tx, caller, id);
      const held = await this.senderActs.hold(tx, document.unitId, id, deliveryId);
      const actor = caller.actFor(document.unitId, SENDERS.note);
      const isNew = await this.senderActs.takeNote(tx, held, actor, this.clock.now());
      return this.answer(tx, caller, id, deliveryId, isNew);
    });
  }

  /** Units within the system speak for themselves; nobody can acknowledge in their place. */
  enterHandReceipt(caller: Principal, id: string, deliveryId: string, body: EnterHandReceipt): Answer {
    return this.work.run(async (tx) => {
      const document = await findDocument(tx, caller, id);
      const held = await this.senderActs.hold(tx, document.unitId, id, deliveryId);
      const actor = caller.actFor(document.unitId, SENDERS.enterAcknowledged);
      if (held.channel === 'system') throw OUTGOING.notOutside();
      const happenedAt = body.happenedAt ? new Date(body.happenedAt) : this.clock.now();
      if (happenedAt > this.clock.now()) throw OUTGOING.dateInFuture();
      const proof = await this.proofOf(tx, document.unitId, body);
      const detail = { ...proof, happenedAt: happenedAt.toISOString() };
      const isNew =
        body.fact === 'delivered'
          ? await this.senderActs.reached(tx, held, actor, this.clock.now(), detail)
          : await this.senderActs.acknowledgedByHand(tx, held, actor, this.clock.now(), detail);
      return this.answer(tx, caller, id, deliveryId, isNew);
    });
  }

  private async proofOf(
    tx: Tx,
    unitId: string,
    body: EnterHandReceipt,
  ): Promise<{ note: string; attachmentId: string | null; sha256: string | null }> {
    if (!body.attachmentId) return { note: body.note, attachmentId: null, sha256: null };
    const file = (await this.attachments.ownedBy(tx, unitId, [body.attachmentId])).get(body.attachmentId);
    if (!file) throw OUTGOING.unknownAttachments({ attachments: body.attachmentId });
    return { note: body.note, attachmentId: file.id, sha256: file.sha256 };
  }

  private async answer(tx: Tx, caller: Principal, id: string, deliveryId: string, isNew: boolean): Answer {
    const tracked = await this.tracking.delivery(tx, caller, id, deliveryId);
    return isNew ? Outcome.done(tracked) : Outcome.already(tracked);
  }
}

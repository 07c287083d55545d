import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import type { Detail } from '../receipts/leaf.ts';
import type { Witness } from '../receipts/receipts.service.ts';
import { DeliveryLog } from './delivery-log.service.ts';
import { STEPS } from './delivery.states.ts';
import { noStepFrom } from './delivery.words.ts';
import { holdForSender, type HeldDelivery } from './held-delivery.ts';

/** What a sender, or the world outside on its behalf, states about one of its deliveries. Inside the sender's transaction. */
@Injectable()
export class SenderActs {
  constructor(private readonly log: DeliveryLog) {}

  /** Locks one delivery of a document. @throws request.not-found */
  async hold(tx: Tx, senderUnitId: string, documentId: string, deliveryId: string): Promise<HeldDelivery> {
    const [held] = await holdForSender(tx, 'id', deliveryId, senderUnitId);
    if (!held || held.documentId !== documentId) throw REQUEST.notFound();
    return held;
  }

  /** Locks a delivery for the service itself; null when it is gone or has no sender. */
  async holdById(tx: Tx, deliveryId: string): Promise<HeldDelivery | null> {
    const sender = await tx.first<{ id: string | null }>(`select sender_unit_id as id from delivery where id = $1`, [
      deliveryId,
    ]);
    return sender?.id ? ((await holdForSender(tx, 'id', deliveryId, sender.id))[0] ?? null) : null;
  }

  /**
   * The sender takes note of a refusal, a return or a failure; from then on it can no longer be reconsidered.
   * @returns false when note was taken before
   */
  async takeNote(tx: Tx, held: HeldDelivery, witness: Witness, at: Date): Promise<boolean> {
    if (held.state === 'noted') return false;
    if (!STEPS[held.state].note) throw noStepFrom(held.state, 'note');
    await this.log.state(tx, held, 'note', this.chainOf(held), witness, at);
    return true;
  }

  /** A copy outside the system was handed over or accepted by the mail server. @returns false when that was known */
  async reached(tx: Tx, held: HeldDelivery, witness: Witness, at: Date, detail: Detail): Promise<boolean> {
    if (!STEPS[held.state].deliver) return false;
    await this.log.state(tx, held, 'deliver', this.chainOf(held), witness, at, detail);
    return true;
  }

  /** A copy outside the system is acknowledged on paper; the sender's clerk enters it by hand with what proves it. @returns false when that was known */
  async acknowledgedByHand(tx: Tx, held: HeldDelivery, witness: Witness, at: Date, detail: Detail): Promise<boolean> {
    if (held.acknowledgedAt !== null) return false;
    if (held.state === 'queued') await this.reached(tx, held, witness, at, detail);
    if (held.state !== 'queued' && !STEPS[held.state].acknowledge) throw noStepFrom(held.state, 'acknowledge');
    const arrived: HeldDelivery = held.state === 'queued' ? { ...held, state: 'delivered', deliveredAt: at } : held;
    await this.log.state(tx, arrived, 'acknowledge', this.chainOf(held), witness, at, { ...detail, byHand: true });
    return true;
  }

  /** It could not be brought to its receiver: a to-do for the sender. */
  async failed(tx: Tx, held: HeldDelivery, witness: Witness, at: Date, detail: Detail): Promise<void> {
    if (STEPS[held.state].fail) await this.log.state(tx, held, 'fail', this.chainOf(held), witness, at, detail);
  }

  /** The unit has answered: said on the delivery that was answered, in the answering unit's chain. */
  async replied(tx: Tx, held: HeldDelivery, unitId: string, witness: Witness, at: Date, detail: Detail): Promise<void> {
    if (held.unitId !== unitId) return;
    await this.log.note(tx, held, 'replied', unitId, witness, at, [detail]);
    await tx.run(`update delivery set replied_at = coalesce(replied_at, $2), version = version + 1 where id = $1`, [
      held.id,
      at,
    ]);
  }

  private chainOf(held: HeldDelivery): string {
    if (!held.senderUnitId) throw new Error('a delivery without a sender has no sender acts');
    return held.senderUnitId;
  }
}

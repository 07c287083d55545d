import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.ts';
import type { Fact } from '../receipts/fact.ts';
import type { Detail } from '../receipts/leaf.ts';
import { Receipts, type Witness } from '../receipts/receipts.service.ts';
import { receiptOf, stepOf, type Step } from './delivery-step.ts';
import { FACT_OF, STEPS, type DeliveryAct, type DeliveryState } from './delivery.states.ts';
import type { HeldDelivery } from './held-delivery.ts';

/** Where the projection keeps when each fact first held. */
const TIME_COLUMN: Readonly<Partial<Record<Fact, string>>> = {
  delivered: 'delivered_at',
  opened: 'opened_at',
  acknowledged: 'acknowledged_at',
  registered: 'registered_at',
  assigned: 'assigned_at',
  started: 'started_at',
  done: 'done_at',
  refused: 'refused_at',
  returned: 'refused_at',
};

/** Writes facts about a delivery: receipts into the chain of the unit that acts, and their projection onto the row. */
@Injectable()
export class DeliveryLog {
  constructor(private readonly receipts: Receipts) {}

  /**
   * States an act on a locked delivery. Earlier facts it implies are written with `impliedBy`; a fact that already holds is not
   * written again. The caller has checked that the act is allowed.
   * @param unitId the unit that acts: its chain takes the receipts
   */
  async state(
    tx: Tx,
    held: HeldDelivery,
    act: DeliveryAct,
    unitId: string,
    witness: Witness,
    at: Date,
    detail: Detail = {},
  ): Promise<DeliveryState> {
    const step = stepOf(held, act, unitId, detail);
    await this.receipts.append(tx, unitId, witness, at, step.facts);
    await this.project(tx, held.id, step, at);
    return step.state;
  }

  /**
   * Ends many copies of one sender at once: one round trip for their receipts and one for their rows, however many they are.
   * The caller has checked that each can still be ended.
   */
  async endAll(
    tx: Tx,
    held: readonly HeldDelivery[],
    act: 'withdraw' | 'supersede',
    unitId: string,
    witness: Witness,
    at: Date,
    detail: Detail,
  ): Promise<void> {
    const facts = held.map((delivery) => receiptOf(delivery, FACT_OF[act], unitId, { detail }));
    await this.receipts.append(tx, unitId, witness, at, facts);
    await tx.run(`update delivery set state = $2, is_open = false, version = version + 1 where id = any($1)`, [
      held.map((delivery) => delivery.id),
      STEPS.delivered[act],
    ]);
  }

  /** States a fact that moves nothing: a second person's opening, a download, a reply. */
  async note(
    tx: Tx,
    held: HeldDelivery,
    fact: Fact,
    unitId: string,
    witness: Witness,
    at: Date,
    details: readonly Detail[] = [{}],
  ): Promise<void> {
    await this.receipts.append(
      tx,
      unitId,
      witness,
      at,
      details.map((detail) => receiptOf(held, fact, unitId, { detail })),
    );
  }

  private async project(tx: Tx, id: string, step: Step, at: Date): Promise<void> {
    const columns = [...new Set(step.facts.flatMap(({ fact }) => TIME_COLUMN[fact] ?? []))];
    const sets = [
      'state = $2',
      'is_open = $3',
      'version = version + 1',
      ...columns.map((c) => `${c} = ${c === 'refused_at' ? '$4' : `coalesce(${c}, $4)`}`),
    ];
    const values: unknown[] = [id, step.state, step.isOpen];
    if (columns.length > 0) values.push(at);
    await tx.run(`update delivery set ${sets.join(', ')} where id = $1`, values);
  }
}

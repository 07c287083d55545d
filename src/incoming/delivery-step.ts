import { randomUUID } from 'node:crypto';
import type { Fact } from '../receipts/fact.ts';
import type { Detail } from '../receipts/leaf.ts';
import type { NewReceipt } from '../receipts/receipts.service.ts';
import { FACT_OF, IMPLIES, STEPS, isOpen, mainState, type DeliveryAct, type DeliveryState } from './delivery.states.ts';
import type { Delivery, DocumentCopy } from './delivery.entity.ts';

/** What of a delivery decides what an act on it comes to. */
export type Stepping = Pick<Delivery, 'id' | 'documentId' | 'senderUnitId' | 'unitId' | 'purpose' | 'state'> &
  Pick<DocumentCopy, 'revision'> & {
    /** Only whether it is known counts. */
    readonly [time in HeldTime]: Date | string | null;
  };

type HeldTime = 'deliveredAt' | 'openedAt' | 'acknowledgedAt' | 'registeredAt' | 'assignedAt' | 'startedAt' | 'doneAt';

/** What an act comes to: the facts it states, and where the delivery stands then. */
export interface Step {
  readonly facts: readonly NewReceipt[];
  readonly state: DeliveryState;
  readonly isOpen: boolean;
}

const HELD_TIME: Readonly<Partial<Record<Fact, HeldTime>>> = {
  delivered: 'deliveredAt',
  opened: 'openedAt',
  acknowledged: 'acknowledgedAt',
  registered: 'registeredAt',
  assigned: 'assignedAt',
  started: 'startedAt',
  done: 'doneAt',
};

const has = (delivery: Stepping, fact: Fact): boolean => {
  const key = HELD_TIME[fact];
  return key !== undefined && delivery[key] !== null;
};

/**
 * Earlier facts that the act implies are stated with `impliedBy`; a fact that holds already is not stated again.
 * @param unitId the unit that acts
 * @throws an Error when the table knows no such step: the caller has checked that the act is allowed
 */
export function stepOf(delivery: Stepping, act: DeliveryAct, unitId: string, detail: Detail = {}): Step {
  const main = receiptOf(delivery, FACT_OF[act], unitId, { id: randomUUID(), detail });
  const implied = (IMPLIES[act] ?? [])
    .filter((fact) => !has(delivery, fact))
    .map((fact) => receiptOf(delivery, fact, unitId, { impliedBy: main.id }));
  const state = nextState(delivery, act);
  // Work is started once; later reports of progress are notes, not facts of the delivery.
  const facts = act === 'progress' && has(delivery, 'started') ? [] : [...implied, main];
  return { facts, state, isOpen: isOpen(state, delivery.purpose) };
}

/** A fact about a delivery as it is written into the chain of the unit that acts. */
export function receiptOf<M extends Pick<NewReceipt, 'id' | 'impliedBy' | 'detail'>>(
  delivery: Stepping,
  fact: Fact,
  unitId: string,
  more: M,
): NewReceipt & M {
  const otherUnitId = unitId === delivery.unitId ? delivery.senderUnitId : delivery.unitId;
  const { id: deliveryId, documentId, revision } = delivery;
  return { fact, deliveryId, documentId, otherUnitId, revision, ...more };
}

/** By the table; what was refused goes back to what the receipts prove, which is more than the table's least. */
function nextState(delivery: Stepping, act: DeliveryAct): DeliveryState {
  const step = STEPS[delivery.state][act];
  if (!step) throw new Error(`${act} is not a step from ${delivery.state}`);
  if (act !== 'reconsider') return step;
  return mainState((Object.keys(HELD_TIME) as Fact[]).filter((fact) => has(delivery, fact)));
}

import { FACTS, type Fact } from '../receipts/fact.ts';

/** What a webhook may ask for: a document has reached the unit, or any fact that the unit states or that is stated about its documents. */
export const WEBHOOK_EVENTS = ['arrived', ...FACTS] as const;
export type WebhookEventName = (typeof WEBHOOK_EVENTS)[number];

/** What a webhook is sent: also a ping, which is only ever asked for by hand. */
export const EVENT_TYPES = ['ping', ...WEBHOOK_EVENTS] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** An event as it is kept until it has been sent. */
export interface QueuedEvent {
  readonly id: string;
  readonly type: EventType;
  readonly at: Date;
  readonly unitId: string;
  readonly actingUnitId: string | null;
  readonly otherUnitId: string | null;
  readonly deliveryId: string | null;
  readonly documentId: string | null;
  readonly receiptId: string | null;
  /** A bigint as the database writes it. */
  readonly receiptSeq: string | null;
}

const isFact = (type: EventType): type is Fact => (FACTS as readonly string[]).includes(type);

/** The body that is posted: ids and facts, never a word of a document. Well below 1 kB. */
export function bodyOf(event: QueuedEvent): string {
  const { id, type, at, unitId, actingUnitId, otherUnitId, deliveryId, documentId, receiptId, receiptSeq } = event;
  return JSON.stringify({
    id,
    type,
    at: at.toISOString(),
    unitId,
    fact: isFact(type) ? type : null,
    actingUnitId,
    otherUnitId,
    deliveryId,
    documentId,
    receipt: receiptId === null ? null : { id: receiptId, seq: Number(receiptSeq) },
  });
}

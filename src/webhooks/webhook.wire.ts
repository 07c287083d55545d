import { ApiProperty } from '@nestjs/swagger';
import { EVENT_TYPES, WEBHOOK_EVENTS, type EventType, type WebhookEventName } from './webhook-events.ts';
import { EVENT_STATES, OFF_REASONS, type EventState, type OffReason } from './webhook.entity.ts';

/** Another system that is told what happens at a unit. */
export class WebhookWire {
  id!: string;
  unitId!: string;
  url!: string;
  description!: string;
  /** What it is told. */
  @ApiProperty({ enum: WEBHOOK_EVENTS, isArray: true })
  events!: WebhookEventName[];
  /** While it is off nothing is queued for it. */
  active!: boolean;
  /** Why the service switched it off; null when a person did, or when it is on. */
  @ApiProperty({ enum: OFF_REASONS, nullable: true, type: String })
  offWhy!: OffReason | null;
  /** Since when every try has failed; null while all is well. */
  @ApiProperty({ type: String, nullable: true })
  failingSince!: string | null;
  /** Until then the secret before this one signs too. */
  @ApiProperty({ type: String, nullable: true })
  previousSecretUntil!: string | null;
  createdAt!: string;
  /** Null while it is in use. */
  @ApiProperty({ type: String, nullable: true })
  closedAt!: string | null;
  version!: number;
}

/** With the secret its receiver checks signatures with. It is shown this once. */
export class WebhookWithSecretWire extends WebhookWire {
  secret!: string;
}

export class WebhookPageWire {
  items!: WebhookWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** One try to send an event. */
export class WebhookAttemptWire {
  at!: string;
  /** HTTP status; null when there was no answer. */
  @ApiProperty({ type: Number, nullable: true })
  status!: number | null;
  /** Why there was no answer, e.g. `timeout`, `ECONNREFUSED`, `address-refused`. */
  @ApiProperty({ type: String, nullable: true })
  error!: string | null;
  durationMs!: number;
  /** The first kilobyte of the answer. */
  @ApiProperty({ type: String, nullable: true })
  answer!: string | null;
}

/** One event and what became of it. */
export class WebhookDeliveryWire {
  /** The event: the same in `webhook-id`, however often it is sent. */
  id!: string;
  @ApiProperty({ enum: EVENT_TYPES })
  type!: EventType;
  /** When it happened. */
  at!: string;
  @ApiProperty({ type: String, nullable: true })
  deliveryId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  documentId!: string | null;
  @ApiProperty({ enum: EVENT_STATES })
  state!: EventState;
  /** Tries since it was queued or last replayed. */
  attempts!: number;
  /** When it is tried next; null when it is not. */
  @ApiProperty({ type: String, nullable: true })
  nextAt!: string | null;
  /** The latest tries, newest first; at most twenty. */
  tries!: WebhookAttemptWire[];
}

export class WebhookDeliveryPageWire {
  items!: WebhookDeliveryWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** What a replay came to. */
export class WebhookReplayWire {
  /** Events queued again, under their old ids. */
  count!: number;
  /** Set when there were more than one call takes: give it as `since` of the next. */
  @ApiProperty({ type: String, nullable: true })
  nextSince!: string | null;
}

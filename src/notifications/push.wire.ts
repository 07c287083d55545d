import { ApiProperty } from '@nestjs/swagger';

/** What a browser needs to subscribe. */
export class PushKeyWire {
  /** `applicationServerKey`, base64url. A browser that subscribed under another one has to subscribe anew. */
  key!: string;
}

/** A browser of the caller that is told of things. Where it is reached is never shown. */
export class PushSubscriptionWire {
  id!: string;
  /** E.g. "Chrome trên Android". */
  device!: string;
  /** Its push service, e.g. fcm.googleapis.com. */
  service!: string;
  /** It belongs to the session of this very request. */
  current!: boolean;
  madeAt!: string;
  /** When something was last sent to it. */
  @ApiProperty({ type: String, nullable: true })
  usedAt!: string | null;
}

export class PushSubscriptionsWire {
  items!: PushSubscriptionWire[];
}

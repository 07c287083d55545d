import { ApiProperty } from '@nestjs/swagger';
import { CustodyPersonWire, CustodyPostWire, OpenDraftWire, OpenWorkWire } from './custody.wire.ts';

/** Numbers and states only, as they were when it was handed over. */
export class HandedOver {
  posts!: CustodyPostWire[];
  deliveries!: OpenWorkWire[];
  drafts!: OpenDraftWire[];
}

export class HandoverCanWire {
  sign!: boolean;
}

/** A handover at one unit, as it is kept. */
export class KeptHandoverWire {
  id!: string;
  unitId!: string;
  unitName!: string;
  person!: CustodyPersonWire;
  successor!: CustodyPersonWire;
  reason!: string;
  madeByName!: string;
  madeAt!: string;
  obligations!: HandedOver;
  /** When the successor signed for it; null: not yet. */
  @ApiProperty({ type: String, nullable: true })
  signedAt!: string | null;
  /** What the successor had to say. */
  @ApiProperty({ type: String, nullable: true })
  signatureNote!: string | null;
  can!: HandoverCanWire;
}

export class KeptHandoverPageWire {
  items!: KeptHandoverWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

import { ApiProperty } from '@nestjs/swagger';
import { DELIVERY_STATES, type DeliveryState } from '../incoming/delivery.states.ts';
import { PARTS, type Part } from '../incoming/incoming.policy.ts';
import { OUTGOING_STATES, type OutgoingState } from '../outgoing/outgoing.states.ts';
import { ROLES, type Role } from '../platform/access/role.ts';

export class CustodyPersonWire {
  accountId!: string;
  name!: string;
}

export class CustodyPostWire {
  id!: string;
  unitId!: string;
  /** The unit's name as of today. */
  unitName!: string;
  @ApiProperty({ enum: ROLES })
  role!: Role;
  title!: string;
  startsAt!: string;
}

/** Work on a received document. Number and state only: administrators do not read what units receive. */
export class OpenWorkWire {
  deliveryId!: string;
  unitId!: string;
  /** Số đến. */
  @ApiProperty({ type: Number, nullable: true })
  arrivalNumber!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  arrivalYear!: number | null;
  @ApiProperty({ enum: DELIVERY_STATES })
  state!: DeliveryState;
  @ApiProperty({ enum: PARTS })
  part!: Part;
  @ApiProperty({ type: String, nullable: true })
  dueAt!: string | null;
}

/** A document that is drafted and not issued yet. */
export class OpenDraftWire {
  documentId!: string;
  unitId!: string;
  typeCode!: string;
  @ApiProperty({ enum: OUTGOING_STATES })
  state!: OutgoingState;
  updatedAt!: string;
}

/** What a person has at the units the caller administers: what would be handed over. */
export class ObligationsWire {
  person!: CustodyPersonWire;
  posts!: CustodyPostWire[];
  deliveries!: OpenWorkWire[];
  drafts!: OpenDraftWire[];
}

/** What was handed over. */
export class HandoverWire extends ObligationsWire {
  successor!: CustodyPersonWire;
  at!: string;
  reason!: string;
  /** Posts the successor did not hold already. */
  postsGiven!: number;
  /** Delegations from or to these posts that ended with it. */
  delegationsEnded!: number;
  /** No post is left: the person was signed out everywhere. */
  signedOut!: boolean;
  /** One for each unit, for the successor to sign. */
  handoverIds!: string[];
}

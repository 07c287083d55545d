import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '../platform/access/role.ts';
import { DELEGATION_STATES, type DelegationState } from './delegations.policy.ts';

export class DelegatedPostWire {
  id!: string;
  unitId!: string;
  /** The unit's name as of today. */
  unitName!: string;
  @ApiProperty({ enum: ROLES })
  role!: Role;
  title!: string;
}

export class DelegationPersonWire {
  accountId!: string;
  name!: string;
}

export class DelegationCanWire {
  end!: boolean;
}

/** A colleague acts in the post of an absent one, from–to. */
export class DelegationWire {
  id!: string;
  post!: DelegatedPostWire;
  /** Who holds the post. */
  giver!: DelegationPersonWire;
  /** Who stands in. */
  receiver!: DelegationPersonWire;
  startsAt!: string;
  /** The first instant it no longer holds, as it was agreed. */
  endsAt!: string;
  reason!: string;
  madeBy!: DelegationPersonWire;
  madeAt!: string;
  /** When it was ended before its time. */
  @ApiProperty({ type: String, nullable: true })
  endedAt!: string | null;
  @ApiProperty({ type: () => DelegationPersonWire, nullable: true })
  endedBy!: DelegationPersonWire | null;
  /** `void`: it gives nothing any more, because the post ended, its holder is locked or the receiver has left the unit. */
  @ApiProperty({ enum: DELEGATION_STATES })
  state!: DelegationState;
  can!: DelegationCanWire;
}

export class DelegationPageWire {
  items!: DelegationWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

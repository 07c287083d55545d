import { ApiProperty } from '@nestjs/swagger';
import { SECOND_FACTOR_STATES, type SecondFactorState } from './second-factor.wire.ts';
import { ROLES, type Role } from '../platform/access/role.ts';

export class SessionAccountWire {
  id!: string;
  username!: string;
  displayName!: string;
}

/** For whom one acts in a delegated post. */
export class PostDelegationWire {
  id!: string;
  /** The absent colleague. */
  accountId!: string;
  accountName!: string;
  /** The first instant it no longer holds, unless it is ended before. */
  endsAt!: string;
}

/** A post in which the person may act now: an own one, or that of an absent colleague. */
export class HeldPostWire {
  id!: string;
  unitId!: string;
  /** The unit's name as of today. */
  unitName!: string;
  @ApiProperty({ enum: ROLES })
  role!: Role;
  title!: string;
  /** Null: the person's own post. */
  @ApiProperty({ type: () => PostDelegationWire, nullable: true })
  delegation!: PostDelegationWire | null;
}

/** Who is signed in, and in which capacities. */
export class WhoWire {
  /** The session. */
  id!: string;
  account!: SessionAccountWire;
  posts!: HeldPostWire[];
  /** The password was set by an administrator: until it is changed, everything else answers 403 accounts.change-password-first. */
  mustChangePassword!: boolean;
  /** `needed`: a role demands it; until it is set up, everything else answers 403 accounts.set-up-second-factor-first. */
  @ApiProperty({ enum: SECOND_FACTOR_STATES })
  secondFactor!: SecondFactorState;
}

/** A session just opened or renewed. Browsers use the cookies that came along; programs send the token as Bearer. */
export class SessionWire extends WhoWire {
  accessToken!: string;
  /** When the access token ends; renew it before. */
  expiresAt!: string;
}

/** An open session of a person. */
export class OwnSessionWire {
  id!: string;
  createdAt!: string;
  /** When it was last renewed. */
  renewedAt!: string;
  expiresAt!: string;
  @ApiProperty({ nullable: true, type: String })
  address!: string | null;
  @ApiProperty({ nullable: true, type: String })
  userAgent!: string | null;
  /** Whether it is the session of this very request. */
  current!: boolean;
}

export class OwnSessionPageWire {
  items!: OwnSessionWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

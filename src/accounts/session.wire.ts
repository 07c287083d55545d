import { ApiProperty } from '@nestjs/swagger';
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
}

/** A session just opened or renewed. Browsers use the cookies that came along; programs send the token as Bearer. */
export class SessionWire extends WhoWire {
  accessToken!: string;
  /** When the access token ends; renew it before. */
  expiresAt!: string;
}

/** One of the caller's own sessions. */
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

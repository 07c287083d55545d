import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '../platform/access/role.ts';
import { ACCOUNT_STATUSES, type AccountStatus } from './account-status.ts';

export class PostWire {
  id!: string;
  unitId!: string;
  /** The unit's name as of today. */
  unitName!: string;
  @ApiProperty({ enum: ROLES })
  role!: Role;
  title!: string;
  startsAt!: string;
  /** The first instant it is no longer held; null = open. */
  @ApiProperty({ nullable: true, type: String })
  endsAt!: string | null;
}

/** What the caller may do with the account. */
export class AccountCanWire {
  /** Edit, lock and set its password as an administrator. */
  manage!: boolean;
}

/** Why the account has its status; for its administrators only. */
export class AccountStatusChangeWire {
  at!: string;
  @ApiProperty({ nullable: true, type: String })
  reason!: string | null;
  /** Who changed it; null = the service, after disuse. */
  @ApiProperty({ nullable: true, type: String })
  byName!: string | null;
}

/** Whether the account is in use; for its administrators only. */
export class AccountUseWire {
  /** False: nobody has set a password yet. */
  activated!: boolean;
  /** Whether an activation code is out that can still be used. */
  codeWaiting!: boolean;
  /** The last sign of life, to the day: made, given a code, signed in, enabled again. */
  lastSeenAt!: string;
}

export class AccountWire {
  id!: string;
  username!: string;
  displayName!: string;
  @ApiProperty({ nullable: true, type: String })
  email!: string | null;
  @ApiProperty({ enum: ACCOUNT_STATUSES })
  status!: AccountStatus;
  /** The last change of status; null when there was none, and for everybody who does not manage the account. */
  @ApiProperty({ nullable: true, type: AccountStatusChangeWire })
  statusChange!: AccountStatusChangeWire | null;
  /** Null for everybody who does not manage the account. */
  @ApiProperty({ nullable: true, type: AccountUseWire })
  use!: AccountUseWire | null;
  version!: number;
  createdAt!: string;
  /** Posts at units the caller can see; a list shows those not ended, a single account also the past ones. */
  posts!: PostWire[];
  can!: AccountCanWire;
}

export class AccountPageWire {
  items!: AccountWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

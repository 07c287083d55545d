import { ApiProperty } from '@nestjs/swagger';
import { KEY_STATES, MACHINE_ROLES, SCOPE_NAMES, type KeyState, type MachineRole } from './scopes.policy.ts';

/** A key as its administrators see it: everything but the key itself. */
export class ApiKeyWire {
  id!: string;
  unitId!: string;
  /** The unit's name as of today. */
  unitName!: string;
  name!: string;
  /** The machine account named in audit and drafts. */
  accountId!: string;
  @ApiProperty({ enum: MACHINE_ROLES })
  role!: MachineRole;
  @ApiProperty({ enum: SCOPE_NAMES, isArray: true })
  scopes!: string[];
  /** How the key begins. */
  prefix!: string;
  /** How it ends. */
  lastFour!: string;
  @ApiProperty({ enum: KEY_STATES })
  state!: KeyState;
  madeBy!: string;
  madeAt!: string;
  expiresAt!: string;
  /** To the minute; null: never used. */
  @ApiProperty({ type: String, nullable: true })
  lastUsedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  revokedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  revokedBy!: string | null;
}

export class NewApiKeyWire extends ApiKeyWire {
  /**
   * The key, to be sent as `Authorization: Bearer …`. Shown by this one answer and never again: a repeat under the same
   * Idempotency-Key gets null. When it was lost on the way, revoke the key and make another.
   */
  @ApiProperty({ type: String, nullable: true })
  secret!: string | null;
}

export class ApiKeyPageWire {
  items!: ApiKeyWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

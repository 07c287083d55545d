import { ApiProperty } from '@nestjs/swagger';
import { ACTIVATION_CODE_STATES, type ActivationCodeState } from './activation-code.states.ts';

/** A code just issued. This answer is the only place where it can be read. */
export class IssuedActivationCodeWire {
  id!: string;
  accountId!: string;
  username!: string;
  displayName!: string;
  /** For handing out on paper: the unit of the person's first post. */
  @ApiProperty({ nullable: true, type: String })
  unitName!: string | null;
  /** Null when the call was repeated with the same Idempotency-Key: it was shown once already. */
  @ApiProperty({ nullable: true, type: String })
  code!: string | null;
  expiresAt!: string;
}

export class IssuedActivationCodesWire {
  items!: IssuedActivationCodeWire[];
  /** There are more people at the unit without a password: call again for the next. */
  more!: boolean;
  /** People left out because the list they came with has not been approved by the level above. */
  awaitingApproval!: number;
}

/** A line of the log of codes; never the code. */
export class ActivationCodeWire {
  id!: string;
  accountId!: string;
  username!: string;
  displayName!: string;
  @ApiProperty({ enum: ACTIVATION_CODE_STATES })
  state!: ActivationCodeState;
  issuedAt!: string;
  issuedByName!: string;
  expiresAt!: string;
  @ApiProperty({ nullable: true, type: String })
  usedAt!: string | null;
  /** The address it was used from. */
  @ApiProperty({ nullable: true, type: String })
  usedFrom!: string | null;
  /** Who took the slip, as the book says; null: nobody yet, or it was not noted. */
  @ApiProperty({ nullable: true, type: String })
  handedTo!: string | null;
  @ApiProperty({ nullable: true, type: String })
  handedAt!: string | null;
}

export class ActivationCodePageWire {
  items!: ActivationCodeWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

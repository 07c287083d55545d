import { ApiProperty } from '@nestjs/swagger';
import { LIST_STATES, type ListState } from './account-list.states.ts';

export class AccountListCanWire {
  /** Approve or decline it: administrators of a unit above, who have not listed it themselves. */
  approve!: boolean;
}

/** A list that made accounts. */
export class AccountListWire {
  /** That of the import, whose rows tell what the list says. */
  id!: string;
  unitId!: string;
  unitName!: string;
  @ApiProperty({ enum: LIST_STATES })
  state!: ListState;
  /** Accounts it made. */
  accounts!: number;
  listedByName!: string;
  listedAt!: string;
  @ApiProperty({ type: String, nullable: true })
  approvedByName!: string | null;
  @ApiProperty({ type: String, nullable: true })
  approvedAt!: string | null;
  /** What it was agreed by, e.g. the number of a document. */
  @ApiProperty({ type: String, nullable: true })
  approvalNote!: string | null;
  @ApiProperty({ type: String, nullable: true })
  declinedByName!: string | null;
  @ApiProperty({ type: String, nullable: true })
  declinedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  declineReason!: string | null;
  can!: AccountListCanWire;
}

export class AccountListPageWire {
  items!: AccountListWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** Whether lists from below a unit have to be approved. */
export class AccountListRuleWire {
  unitId!: string;
  isRequired!: boolean;
}

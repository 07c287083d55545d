import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { LIST_STATES, type ListState } from './account-list.states.ts';

export class AccountListsQuery extends PageQuery {
  @IsOptional()
  @IsIn(LIST_STATES)
  @ApiProperty({ enum: LIST_STATES, required: false })
  state?: ListState;
}

export class ApproveListBody {
  /** What it was agreed by, e.g. the number and date of a document. */
  @Nullable()
  @Text(500)
  @ApiProperty({ type: String, nullable: true, required: false })
  note?: string | null;
}

export class DeclineListBody {
  @Text(500, 3)
  reason!: string;
}

export class AccountListRuleBody {
  @IsBoolean()
  isRequired!: boolean;
}

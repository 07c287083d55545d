import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { REQUEST_STATES, type RequestState } from './group-request.states.ts';

const Lower = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));

/** Which requests. */
export class GroupRequestsQuery extends PageQuery {
  @IsOptional()
  @IsIn(REQUEST_STATES)
  @ApiProperty({ enum: REQUEST_STATES, required: false })
  state?: RequestState;

  /** Only those about this group. */
  @IsOptional()
  @IsUUID()
  groupId?: string;
}

/** A unit asks to be let in or out. */
export class NewGroupRequestBody {
  @IsIn(['join', 'leave'])
  @ApiProperty({ enum: ['join', 'leave'] })
  kind!: 'join' | 'leave';

  /** The unit that asks; may be left out by people with posts at one unit only. */
  @Nullable()
  @Lower()
  @IsUUID()
  @ApiProperty({ type: String, nullable: true, required: false })
  unitId?: string | null;

  @Text(1000, 3)
  reason!: string;
}

/** The owner offers the group to another unit, which has to agree. */
export class NewHandoverBody {
  /** The unit that is to own it. */
  @Lower()
  @IsUUID()
  unitId!: string;

  @Text(1000, 3)
  reason!: string;
}

/** A yes. */
export class ApprovalBody {
  @LeftOut()
  @Text(1000, 0)
  note?: string;
}

/** A no, with its reason for the unit that asked. */
export class RefusalBody {
  @Text(1000, 3)
  reason!: string;
}

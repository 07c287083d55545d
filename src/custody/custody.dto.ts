import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';

export class HandOverBody {
  /** Who takes over; somebody the caller sees, with an active account. */
  @IsUUID()
  successorId!: string;

  /** Which posts; left out: all the person holds at the units the caller administers. */
  @Nullable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  @ApiProperty({ type: [String], nullable: true, required: false })
  postIds?: string[] | null;

  /** E.g. chuyển công tác, nghỉ hưu. */
  @Text(500, 3)
  reason!: string;
}

export class HandoversQuery extends PageQuery {
  /** Only those that are signed for, or only those that are not. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  signed?: boolean;
}

export class SignHandoverBody {
  /** Anything that was missing. */
  @Nullable()
  @Text(1000)
  @ApiProperty({ type: String, nullable: true, required: false })
  note?: string | null;
}

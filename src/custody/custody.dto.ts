import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { Nullable, Text } from '../platform/http/fields.ts';

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

import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsInstant, IsLocalDate, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';

/** Days or instants, not both; at least the end. */
export class MakeDelegationBody {
  /** The post of the absent colleague. */
  @IsUUID()
  postId!: string;

  /** Who stands in: somebody who holds a post at the same unit. */
  @IsUUID()
  receiverId!: string;

  /** First day, in Việt Nam; left out or passed: from now on. */
  @Nullable()
  @IsLocalDate()
  @ApiProperty({ type: String, nullable: true, required: false })
  firstDay?: string | null;

  /** Last day, included. */
  @Nullable()
  @IsLocalDate()
  @ApiProperty({ type: String, nullable: true, required: false })
  lastDay?: string | null;

  @Nullable()
  @IsInstant()
  @ApiProperty({ type: String, nullable: true, required: false })
  startsAt?: string | null;

  /** The first instant it no longer holds; a year after the beginning at most. */
  @Nullable()
  @IsInstant()
  @ApiProperty({ type: String, nullable: true, required: false })
  endsAt?: string | null;

  /** E.g. nghỉ phép, đi công tác. */
  @Text(500, 3)
  reason!: string;
}

export const SIDES = ['mine', 'given', 'received', 'administered'] as const;
export type Side = (typeof SIDES)[number];

export class DelegationsQuery extends PageQuery {
  /** `mine`: given or received by the caller · `administered`: at the units the caller administers and below. */
  @IsOptional()
  @IsIn(SIDES)
  side: Side = 'mine';

  /** `open`: not over yet · `all`: those of the past as well. */
  @IsOptional()
  @IsIn(['open', 'all'])
  show: 'open' | 'all' = 'open';
}

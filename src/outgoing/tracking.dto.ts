import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { IsInstant, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';

/** Filters of a board: who has not opened, not acknowledged, not finished; who is overdue; who refused. */
export const WAITING = ['open', 'acknowledge', 'finish', 'overdue', 'refused', 'undeliverable'] as const;
export type Waiting = (typeof WAITING)[number];

export class TrackingQuery extends PageQuery {
  @IsOptional()
  @ApiProperty({ enum: WAITING, required: false })
  @IsIn(WAITING)
  waiting?: Waiting;

  /** Rows at most; a board of a thousand units is two pages. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  override limit: number = 200;
}

export class OutstandingQuery extends PageQuery {
  /** Who has not … ? Everything that waits when left out. */
  @IsOptional()
  @ApiProperty({ enum: WAITING, required: false })
  @IsIn(WAITING)
  waiting?: Waiting;

  /** The sending unit; all of the caller's when left out. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** Only copies at this unit. */
  @IsOptional()
  @IsUUID()
  recipientUnitId?: string;
}

/** What happened to a copy outside the system, entered by the sender's clerk. */
export class EnterHandReceipt {
  @ApiProperty({ enum: ['delivered', 'acknowledged'] })
  @IsIn(['delivered', 'acknowledged'])
  fact!: 'delivered' | 'acknowledged';

  /** When it happened; now when left out. */
  @Nullable()
  @IsInstant()
  happenedAt?: string | null;

  /** Who received it and how it is known. */
  @Text(500, 5)
  note!: string;

  /** The scan that proves it, uploaded before. */
  @Nullable()
  @IsUUID()
  attachmentId?: string | null;
}

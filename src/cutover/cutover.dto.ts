import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { LeftOut } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { ROAD, type RoadStep } from './roads.policy.ts';

const lowered = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** Which units. */
export class RoadsQuery extends PageQuery {
  /** Only those that are just there. */
  @IsOptional()
  @IsIn(ROAD)
  @ApiProperty({ enum: ROAD, required: false })
  step?: RoadStep;

  /** `true`: only those that are not cut over. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  blocked?: boolean;
}

/** Whom to remind. */
export class RemindersBody {
  /** The inboxes of these units; of all units within reach when left out. */
  @LeftOut()
  @Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lowered) : value))
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  unitIds?: string[];
}

/** How the scoreboard is from now on. */
export class ScoreboardBody {
  @IsBoolean()
  shown!: boolean;

  @IsBoolean()
  names!: boolean;
}

import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { LeftOut, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { SECTORS, type Sector } from '../units/unit-kinds.ts';
import { ROAD, STEPS_TO_DO, type Step, type StepToDo } from './road.policy.ts';

const UNFINISHED = ROAD.filter((step) => step !== 'ready');

/** Which units. */
export class OnboardingUnitsQuery extends PageQuery {
  /** Only those that stand at this step. */
  @IsOptional()
  @IsIn(ROAD)
  @ApiProperty({ enum: ROAD, required: false })
  step?: Step;

  /** Only those that this is missing for, wherever they stand. */
  @IsOptional()
  @IsIn(STEPS_TO_DO)
  @ApiProperty({ enum: STEPS_TO_DO, required: false })
  missing?: StepToDo;

  @IsOptional()
  @IsIn(SECTORS)
  @ApiProperty({ enum: SECTORS, required: false })
  sector?: Sector;

  /** Words of the unit's code or name, with or without accents. */
  @IsOptional()
  @Text(100)
  q?: string;
}

export class RemindBody {
  /** Which units; left out: all that the caller administers and that are not ready. */
  @LeftOut()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(2000)
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id)) : value,
  )
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  @ApiProperty({ type: [String], required: false })
  unitIds?: string[];

  /** Only those that stand at this step. */
  @LeftOut()
  @IsIn(UNFINISHED)
  @ApiProperty({ enum: UNFINISHED, required: false })
  step?: Step;
}

import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../platform/http/page.dto.ts';
import { OUTCOMES, type RowOutcome } from './planned-row.ts';

export class ImportRowsQuery extends PageQuery {
  /** Only these rows. */
  @IsOptional()
  @IsIn(OUTCOMES)
  @ApiProperty({ enum: OUTCOMES, required: false })
  outcome?: RowOutcome;
}

export class ExportQuery {
  /** The top of the tree; needed only from administrators of several units. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

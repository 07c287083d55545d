import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { PageQuery } from '../platform/http/page.dto.ts';

/** One year's book of one unit. */
export class IncomingRegisterQuery extends PageQuery {
  /** Needed only from people with posts at several units. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @Type(() => Number)
  @IsInt()
  @Min(1990)
  @Max(2200)
  year!: number;
}

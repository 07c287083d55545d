import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min, ValidateIf } from 'class-validator';

/** How much a unit may store. */
export class QuotaBody {
  /** In MiB. 0: no limit; null: what the service's settings say. */
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  @ApiProperty({ type: 'integer', nullable: true, minimum: 0, maximum: 100_000_000 })
  quotaMb!: number | null;
}

import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { IsLocalDate, LeftOut, Text } from '../platform/http/fields.ts';

/** A book that goes on from numbers given before the system. */
export class OpenNumberBook {
  /** Needed only from people with posts at several units. */
  @LeftOut()
  @IsUUID()
  unitId?: string;

  @Text(50)
  typeCode!: string;

  /** The last number given on paper; the next document gets the one after it. */
  @IsInt()
  @Min(0)
  @Max(999_999)
  lastNumber!: number;

  /** A day in the book's period; today when left out. */
  @LeftOut()
  @IsLocalDate()
  on?: string;
}

import { ApiProperty } from '@nestjs/swagger';

/** A counter of a unit and what became of its numbers. */
export class NumberBookWire {
  id!: string;
  unitId!: string;
  @ApiProperty({ enum: ['outgoing', 'incoming'] })
  direction!: string;
  /** Empty for the incoming book, which is one for all types. */
  typeCode!: string;
  /** `year:2020`, `term:<id>` or `never`. */
  period!: string;
  /** First number given here. */
  firstNumber!: number;
  /** Last number given; before the first one it is `firstNumber - 1`. */
  lastNumber!: number;
  /** Numbers that are void, with their reason in the register. */
  voided!: number;
  /** Numbers in between that nothing holds: always 0, or the book is damaged. */
  missing!: number;
}

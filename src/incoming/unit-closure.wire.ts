import { ApiProperty } from '@nestjs/swagger';

/** What closing a unit did to the documents it had not finished receiving. */
export class UnitClosureWire {
  unitId!: string;
  @ApiProperty({ type: String, nullable: true })
  successorId!: string | null;
  /** Copies that moved to the successor. */
  moved!: number;
  /** Copies that are now their senders' to-do. */
  undeliverable!: number;
}

import { ApiProperty } from '@nestjs/swagger';

const NOT_READY_REASONS = ['nobody', 'no-code', 'code-unused'] as const;
export type NotReadyReason = (typeof NOT_READY_REASONS)[number];

/** A unit where nobody can sign in to receive. */
export class UnitNotReadyWire {
  unitId!: string;
  unitCode!: string;
  /** As of today. */
  unitName!: string;
  /** `nobody` holds a post there; `no-code`: they have neither password nor activation code; `code-unused`: they have not used theirs. */
  @ApiProperty({ enum: NOT_READY_REASONS })
  reason!: NotReadyReason;
  /** Since when nobody is there, as soon as it was noticed. */
  @ApiProperty({ type: String, nullable: true })
  vacantSince!: string | null;
  /** Who hold posts there. */
  people!: number;
  /** Who have a code that holds and is not used. */
  codes!: number;
}

export class UnitsNotReadyWire {
  /** Up to 100: show 99+ then. */
  count!: number;
  /** At most twenty, by code. */
  first!: UnitNotReadyWire[];
}

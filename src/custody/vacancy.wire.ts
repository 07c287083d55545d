import { ApiProperty } from '@nestjs/swagger';

/** A unit at which nobody can receive. */
export class UnitVacancyWire {
  id!: string;
  unitId!: string;
  unitCode!: string;
  /** The unit's name as of today. */
  unitName!: string;
  /** Since when nobody was there; of a unit that never had anybody: since it was entered. */
  since!: string;
  /** Documents that wait there and are not in its book. */
  waiting!: number;
}

export class UnitVacancyPageWire {
  items!: UnitVacancyWire[];
  @ApiProperty({ nullable: true, type: String })
  next!: string | null;
}

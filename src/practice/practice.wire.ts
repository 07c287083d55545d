import { ApiProperty } from '@nestjs/swagger';
import { PRACTICE_ACTS, PRACTICE_ROLES, type PracticeAct, type PracticeRole } from './practice.roles.ts';

/** Somebody is in; their browser has the cookies of the practice area beside its own. */
export class PracticeEntranceWire {
  /** Where the page of the practice area is. */
  path!: string;
  @ApiProperty({ enum: PRACTICE_ROLES })
  role!: PracticeRole;
  /** The practice unit the caller works at now. */
  unitName!: string;
}

/** What was done away with; the next entrance makes everything anew. */
export class PracticeResettingWire {
  scope!: string;
  at!: string;
}

export class PracticeActWire {
  @ApiProperty({ enum: PRACTICE_ACTS })
  act!: PracticeAct;
  /** When the caller first did it with their own hands. */
  firstAt!: string;
}

/** What the caller has practised. */
export class PracticeProgressWire {
  /** Whether there is a practice area here. */
  isOn!: boolean;
  acts!: PracticeActWire[];
}

/** What the people of a unit have practised. */
export class UnitPracticeWire {
  unitId!: string;
  unitCode!: string;
  unitName!: string;
  /** People of the unit who have been in the practice area. */
  people!: number;
  /** What at least one of them has done, each when it was done first. */
  acts!: PracticeActWire[];
}

export class UnitPracticePageWire {
  items!: UnitPracticeWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

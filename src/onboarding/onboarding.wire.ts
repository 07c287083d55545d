import { ApiProperty } from '@nestjs/swagger';
import { SECTORS, type Sector } from '../units/unit-kinds.ts';
import { REASONS, ROAD, STEPS_TO_DO, type Reason, type Step, type StepToDo } from './road.policy.ts';

export class FunnelStepWire {
  @ApiProperty({ enum: ROAD })
  step!: Step;
  /** Units that have come so far or farther. */
  reached!: number;
  /** Units that stand here. */
  here!: number;
}

export class MissingCountWire {
  @ApiProperty({ enum: STEPS_TO_DO })
  step!: StepToDo;
  units!: number;
}

/** How far the units below have come. */
export class FunnelWire {
  /** Open units that receive through the system. */
  total!: number;
  ready!: number;
  /** In the order of the road; each step has reached at most as many as the one before. */
  steps!: FunnelStepWire[];
  /** Units that a step is missing for, whether or not those before it are done. */
  missing!: MissingCountWire[];
}

export class RoadContactWire {
  name!: string;
  title!: string;
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;
}

export class RoadTraineeWire {
  /** Empty: the unit has named nobody yet. */
  name!: string;
  phone!: string;
  @ApiProperty({ type: String, nullable: true })
  startsAt!: string | null;
}

/** A unit's own road. */
export class RoadWire {
  unitId!: string;
  unitCode!: string;
  /** The unit's name as of today. */
  unitName!: string;
  @ApiProperty({ enum: ROAD })
  step!: Step;
  /** What has not happened yet, in order; also beyond the next step. */
  @ApiProperty({ enum: STEPS_TO_DO, isArray: true })
  missing!: StepToDo[];
  /** Why the next step has not been taken, where there is more to say. */
  @ApiProperty({ enum: REASONS, nullable: true })
  reason!: Reason | null;
  /** No training invites it otherwise: there is nothing to book or attend. */
  isInvited!: boolean;
  @ApiProperty({ type: RoadTraineeWire, nullable: true })
  trainee!: RoadTraineeWire | null;
}

/** A unit's road, and whom to phone. */
export class OnboardingUnitWire extends RoadWire {
  @ApiProperty({ enum: SECTORS, nullable: true })
  sector!: Sector | null;
  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;
  @ApiProperty({ type: RoadContactWire, nullable: true })
  contact!: RoadContactWire | null;
  /** The last day on which it was reminded. */
  @ApiProperty({ type: String, nullable: true })
  remindedOn!: string | null;
}

export class OnboardingUnitPageWire {
  items!: OnboardingUnitWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

export class OwnRoadsWire {
  items!: RoadWire[];
}

const SKIPPED_BECAUSE = ['already', 'without-address'] as const;

/** A unit that is not written to now. */
export class SkippedUnitWire {
  unitId!: string;
  unitCode!: string;
  /** The unit's name as of today. */
  unitName!: string;
  /** `already`: reminded of the same step today; `without-address`: has to be phoned. */
  @ApiProperty({ enum: SKIPPED_BECAUSE })
  why!: (typeof SKIPPED_BECAUSE)[number];
}

/** What became of asking for reminders. */
export class OnboardingRemindersWire {
  /** Reminders written down; each is sent when the step is still missing then. */
  asked!: number;
  /** Units reminded of the same step today already. */
  already!: number;
  /** Units without an e-mail address: they have to be phoned. */
  withoutAddress!: number;
  /** Those of the last two kinds by code, at most 200. */
  skipped!: SkippedUnitWire[];
  /** Not before this: no mail is sent at night. */
  sendsFrom!: string;
}

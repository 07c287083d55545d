import type { Sector } from '../units/unit-kinds.ts';
import type { RoadContactWire, RoadTraineeWire, RoadWire, OnboardingUnitWire } from './onboarding.wire.ts';
import { missingOf, reasonOf, stepOf, type Facts } from './road.policy.ts';

/** A unit with its facts, as the database answers. */
export interface RoadRow extends Facts {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly email: string | null;
  readonly people: number;
  readonly unapproved: number;
  readonly wasAbsent: boolean;
  readonly isInvited: boolean;
  readonly trainee: RoadTraineeWire | null;
}

export interface UnitRoadRow extends RoadRow {
  readonly sector: Sector | null;
  readonly phone: string | null;
  readonly contact: RoadContactWire | null;
  readonly remindedOn: string | null;
}

export function toRoad(row: RoadRow): RoadWire {
  return {
    unitId: row.id,
    unitCode: row.code,
    unitName: row.name,
    step: stepOf(row),
    missing: missingOf(row),
    reason: reasonOf(row, row),
    isInvited: row.isInvited,
    trainee: row.trainee && { ...row.trainee, startsAt: instantOf(row.trainee.startsAt) },
  };
}

export function toUnitRoad(row: UnitRoadRow): OnboardingUnitWire {
  const { sector, phone, email, contact, remindedOn } = row;
  return { ...toRoad(row), sector, phone, email, contact, remindedOn };
}

/** JSON of PostgreSQL says `+00:00`. */
const instantOf = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());

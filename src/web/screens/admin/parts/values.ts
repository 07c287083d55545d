/** What one can choose among. `satisfies` holds each list complete against the API's own types. */
import type { HeldPostWire } from '../../../../accounts/session.wire.ts';
import type { UnitWire } from '../../../../units/unit.wire.ts';

type All<T extends string> = Readonly<Record<T, true>>;
const keysOf = <T extends string>(all: All<T>): readonly T[] => Object.keys(all) as T[];

export const KINDS = keysOf<UnitWire['kind']>({
  agency: true,
  enterprise: true,
  school: true,
  block: true,
  superior: true,
  body: true,
  person: true,
});
export const SECTORS = keysOf<NonNullable<UnitWire['sector']>>({
  party: true,
  government: true,
  front: true,
  justice: true,
  armed_forces: true,
  business: true,
  education: true,
  health: true,
  press: true,
});
export const CHANNELS = keysOf<UnitWire['channel']>({ system: true, email: true, paper: true });
export const ROLES = keysOf<HeldPostWire['role']>({ clerk: true, leader: true, member: true, admin: true });

import { CircleDashed, CircleDot, CheckCheck, Clock, UserRoundX, UserX, X, type LucideIcon } from 'lucide-react';
import type { TrainingUnitWire } from '../../../training/training.wire.ts';
import type { Tone } from '../../ui/states.ts';
import { folded } from '../../words/folded.ts';

type Standing = TrainingUnitWire['standing'];

/** Those to do something about first. */
export const STANDING_LOOKS: Readonly<Record<Standing, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  unbooked: { tone: 'red', icon: CircleDashed },
  unnamed: { tone: 'orange', icon: UserRoundX },
  waiting: { tone: 'violet', icon: Clock },
  booked: { tone: 'blue', icon: CircleDot },
  attended: { tone: 'green', icon: CheckCheck },
  absent: { tone: 'red', icon: UserX },
  cancelled: { tone: 'grey', icon: X },
};
export const STANDING_ORDER = Object.keys(STANDING_LOOKS) as Standing[];

type Named = Pick<TrainingUnitWire, 'unitCode' | 'unitName' | 'traineeName'>;

/** Units in whose code, name or person all words of `q` occur. */
export function unitsLike<U extends Named>(units: readonly U[], q: string): readonly U[] {
  const words = folded(q)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return units;
  return units.filter((unit) => {
    const text = folded(`${unit.unitCode} ${unit.unitName} ${unit.traineeName}`);
    return words.every((word) => text.includes(word));
  });
}

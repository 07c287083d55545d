/** How far units have come with practising. Pure. */
import type { UnitPracticeWire } from '../../../practice/practice.wire.ts';
import { folded } from '../../words/folded.ts';

type Act = UnitPracticeWire['acts'][number]['act'];
export type Practised = Pick<UnitPracticeWire, 'people' | 'acts'>;

/** In the order they are practised; `approved` is for leaders only, so that a unit has practised enough without it. */
export const ACTS: readonly Act[] = ['entered', 'opened', 'acknowledged', 'registered', 'approved', 'sent'];
/** What a unit does on its first day with a real document. */
const NEEDED: readonly Act[] = ['opened', 'acknowledged', 'registered'];

export const SHOWS = ['all', 'none', 'begun', 'done'] as const;
export type Show = (typeof SHOWS)[number];

export const hasReceived = ({ acts }: Practised): boolean =>
  NEEDED.every((needed) => acts.some(({ act }) => act === needed));

export function isShown(unit: Practised, show: Show): boolean {
  if (show === 'all') return true;
  if (show === 'none') return unit.people === 0;
  return unit.people > 0 && hasReceived(unit) === (show === 'done');
}

/** Every word somewhere in code or name, without accents. */
export function matches({ unitCode, unitName }: Pick<UnitPracticeWire, 'unitCode' | 'unitName'>, q: string): boolean {
  const within = folded(`${unitCode} ${unitName}`);
  return folded(q)
    .split(/\s+/)
    .every((word) => within.includes(word));
}

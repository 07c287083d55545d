/** Picking recipients: lines under "Nơi nhận", each target once. Pure. */
import type { DraftLineWire } from '../../../outgoing/outgoing.wire.ts';

export type Lines = readonly DraftLineWire[];
export type Purpose = DraftLineWire['purpose'];
export type Target = Pick<DraftLineWire, 'target' | 'unitId' | 'groupId'>;

export const PURPOSES: readonly Purpose[] = ['act', 'coordinate', 'report', 'inform', 'file'];

export const unit = (unitId: string): Target => ({ target: 'unit', unitId, groupId: null });
export const group = (groupId: string): Target => ({ target: 'group', unitId: null, groupId });
export const ALL_UNITS: Target = { target: 'all_units', unitId: null, groupId: null };

/** One for each target, to find it again. */
export const keyOf = ({ target, unitId, groupId }: Target): string => `${target}:${unitId ?? groupId ?? ''}`;

/** Adds those that are not there yet. */
export function picked(lines: Lines, targets: readonly Target[], purpose: Purpose): Lines {
  const had = new Set(lines.map(keyOf));
  return [...lines, ...targets.filter((target) => !had.has(keyOf(target))).map((target) => ({ ...target, purpose }))];
}

export function dropped(lines: Lines, targets: readonly Target[]): Lines {
  const gone = new Set(targets.map(keyOf));
  return lines.filter((line) => !gone.has(keyOf(line)));
}

export const withPurpose = (lines: Lines, target: Target, purpose: Purpose): Lines =>
  lines.map((line) => (keyOf(line) === keyOf(target) ? { ...line, purpose } : line));

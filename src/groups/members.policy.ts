import type { FieldMistake } from '../platform/errors/domain-error.ts';
import { GROUPS } from './groups.errors.ts';

/** What is known of a unit that is to be a member. */
export interface Candidate {
  readonly name: string;
  readonly closedOn: string | null;
}

/** Names in one sentence; the list of mistakes holds them all. */
const NAMED = 10;

/** All unknown ones are named at once, at their place in the list. @throws groups.units-unknown */
export function refuseUnknown(unitIds: readonly string[], known: ReadonlyMap<string, Candidate>): void {
  const unknown = places(unitIds, (id) => !known.has(id));
  if (unknown.length > 0) {
    throw GROUPS.unitsUnknown({ units: inOneLine(unknown.map(({ id }) => id)) }, mistakes(unknown, 'unknownUnit'));
  }
}

/**
 * Members are units that exist and are open; all wrong ones are named at once, at their place in the list.
 * @throws groups.units-unknown, groups.units-closed
 */
export function refuseMembers(unitIds: readonly string[], known: ReadonlyMap<string, Candidate>): void {
  refuseUnknown(unitIds, known);
  const closed = places(unitIds, (id) => known.get(id)?.closedOn !== null);
  if (closed.length > 0) {
    const names = closed.map(({ id }) => known.get(id)?.name ?? id);
    throw GROUPS.unitsClosed({ units: inOneLine(names) }, mistakes(closed, 'closedUnit'));
  }
}

interface Place {
  readonly id: string;
  readonly index: number;
}

function places(unitIds: readonly string[], isWrong: (id: string) => boolean): Place[] {
  return unitIds.map((id, index) => ({ id, index })).filter(({ id }) => isWrong(id));
}

function mistakes(wrong: readonly Place[], code: string): FieldMistake[] {
  return wrong.map(({ index }) => ({ field: `unitIds.${index}`, code }));
}

function inOneLine(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return names.slice(0, NAMED).join(', ') + (rest > 0 ? ` (+${rest})` : '');
}

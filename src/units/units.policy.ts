import { UNITS } from './units.errors.ts';
import type { Channel, UnitKind } from './unit-kinds.ts';

export interface Reach {
  readonly kind: UnitKind;
  readonly channel: Channel;
  readonly email: string | null;
}

/** Bodies and persons outside the system have no accounts: nobody would ever open what is sent to them here. */
export function isExternal(kind: UnitKind): boolean {
  return kind === 'body' || kind === 'person';
}

/** The channel of a new unit when none is named. */
export function usualChannel(kind: UnitKind, email: string | null): Channel {
  if (!isExternal(kind)) return 'system';
  return email === null ? 'paper' : 'email';
}

/** @throws units.channel-not-for-kind, units.email-needed */
export function refuseUnreachable({ kind, channel, email }: Reach): void {
  if (isExternal(kind) && channel === 'system') throw UNITS.channelNotForKind();
  if (channel === 'email' && email === null) throw UNITS.emailNeeded();
}

/**
 * Keeps the tree a tree.
 * @param targetPath the new parent and everything above it
 * @throws units.moved-into-itself
 */
export function refuseMoveInside(unitId: string, targetPath: readonly string[]): void {
  if (targetPath.includes(unitId)) throw UNITS.movedIntoItself();
}

export interface Closing {
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly openChildren: number;
  /** Day of the closing, 'yyyy-MM-dd'. */
  readonly on: string;
  readonly today: string;
}

/**
 * Whether a unit can be closed that day. Not ahead of time: what is on its way to the unit moves at once.
 * @throws units.already-closed, units.closed-before-opening, units.closed-in-future, units.has-open-children
 */
export function refuseClosing({ openedOn, closedOn, openChildren, on, today }: Closing): void {
  if (closedOn !== null) throw UNITS.alreadyClosed({ closedOn });
  if (on < openedOn) throw UNITS.closedBeforeOpening({ openedOn });
  if (on > today) throw UNITS.closedInFuture({ today });
  if (openChildren > 0) throw UNITS.hasOpenChildren({ count: openChildren });
}

/** Fields of a change that differ from what is stored, as `{ field: { from, to } }`; contact data only by name. */
export function changesOf<T extends object>(
  before: T,
  after: T,
  hidden: readonly (keyof T)[],
): Record<string, unknown> {
  const changed = (Object.keys(after) as (keyof T & string)[]).filter((field) => before[field] !== after[field]);
  return Object.fromEntries(
    changed.map((field) => [field, hidden.includes(field) ? 'changed' : { from: before[field], to: after[field] }]),
  );
}

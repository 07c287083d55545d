import type { Tx } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { UNITS } from './units.errors.ts';
import type { Channel, Numbering, Sector, SymbolStyle, UnitKind } from './unit-kinds.ts';

/** Arbitrary and ours. */
const TREE_LOCK = 5_902_021;

/** A unit's own row, locked. */
export interface LockedUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly code: string;
  readonly kind: UnitKind;
  readonly sector: Sector | null;
  readonly channel: Channel;
  readonly email: string | null;
  readonly phone: string | null;
  readonly symbol: string;
  readonly symbolStyle: SymbolStyle;
  readonly numbering: Numbering;
  readonly place: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly version: number;
}

const COLUMNS = `id, parent_id as "parentId", code, kind, sector, channel, email, phone, symbol, symbol_style as "symbolStyle", numbering, place,
  opened_on::text as "openedOn", closed_on::text as "closedOn", version`;

/**
 * Entering, moving and closing units happens one at a time: two moves at once, each right by itself, could tie the tree into a ring.
 * Take it before any row lock.
 */
export async function lockTree(tx: Tx): Promise<void> {
  await tx.rows(`select pg_advisory_xact_lock($1)`, [TREE_LOCK]);
}

/**
 * Says when the change that follows happens: its facts are kept from-to (`unit_fact`), by a trigger that asks for the time.
 * Call it in the transaction before a unit's row is changed.
 */
export async function tellTime(tx: Tx, at: Date): Promise<void> {
  await tx.rows(`select set_config('gnvb.at', $1, true)`, [at.toISOString()]);
}

/** Locks a unit for a change; rows that refer to it may still be written meanwhile. @throws request.not-found */
export async function lockUnit(tx: Tx, id: string): Promise<LockedUnit> {
  return found(await tx.first<LockedUnit>(`select ${COLUMNS} from unit where id = $1 for no key update`, [id]));
}

/** Locks a unit against everything, new deliveries and posts included. @throws request.not-found */
export async function lockUnitWhole(tx: Tx, id: string): Promise<LockedUnit> {
  return found(await tx.first<LockedUnit>(`select ${COLUMNS} from unit where id = $1 for update`, [id]));
}

function found(unit: LockedUnit | null): LockedUnit {
  if (!unit) throw REQUEST.notFound();
  return unit;
}

/** @throws units.closed */
export function refuseClosed({ closedOn }: LockedUnit): void {
  if (closedOn !== null) throw UNITS.closed({ closedOn });
}

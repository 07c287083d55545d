/** The tree of units as rows: pure. Children are loaded when a unit is opened, 200 at a time. */
import type { UnitWire } from '../../../../units/unit.wire.ts';

export interface Branch {
  readonly units: readonly UnitWire[];
  /** There are more that have not been loaded. */
  readonly hasMore: boolean;
}

export interface TreeRow {
  readonly kind: 'unit' | 'loading' | 'more';
  /** Of a unit: its own; otherwise the unit whose children they are. */
  readonly id: string;
  readonly unit: UnitWire | null;
  /** 1 for the top. */
  readonly level: number;
  readonly isOpen: boolean;
  readonly position: number;
  /** How many siblings there are, as far as is known. */
  readonly size: number;
}

/** The rows one sees: every unit whose parents are all open, in order. A damaged tree with a ring in it ends. */
export function rowsOf(
  roots: readonly UnitWire[],
  open: ReadonlySet<string>,
  branches: ReadonlyMap<string, Branch>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const seen = new Set<string>();
  const add = (unit: UnitWire, level: number, position: number, size: number): void => {
    if (seen.has(unit.id)) return;
    seen.add(unit.id);
    const isOpen = open.has(unit.id) && unit.childCount > 0;
    rows.push({ kind: 'unit', id: unit.id, unit, level, isOpen, position, size });
    if (!isOpen) return;
    const branch = branches.get(unit.id);
    branch?.units.forEach((child, i) => add(child, level + 1, i + 1, unit.childCount));
    const rest = { id: unit.id, unit: null, level: level + 1, isOpen: false, position: 0, size: unit.childCount };
    if (!branch) rows.push({ kind: 'loading', ...rest });
    else if (branch.hasMore) rows.push({ kind: 'more', ...rest });
  };
  roots.forEach((root, i) => add(root, 1, i + 1, roots.length));
  return rows;
}

export type TreeMove = { readonly to: number } | { readonly open: string } | { readonly close: string } | null;

/** What a key does in the tree (ARIA tree pattern). @param at the row with the focus */
export function moveOf(rows: readonly TreeRow[], at: number, key: string): TreeMove {
  const row = rows[at];
  if (!row) return null;
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(last, at + 1) };
    case 'ArrowUp':
      return { to: Math.max(0, at - 1) };
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: last };
    case 'ArrowRight':
      if (!row.unit || row.unit.childCount === 0) return null;
      return row.isOpen ? { to: Math.min(last, at + 1) } : { open: row.id };
    case 'ArrowLeft':
      return row.isOpen ? { close: row.id } : { to: parentOf(rows, at) };
    default:
      return null;
  }
}

function parentOf(rows: readonly TreeRow[], at: number): number {
  const level = rows[at]?.level ?? 1;
  for (let i = at - 1; i >= 0; i--) if ((rows[i]?.level ?? 0) < level) return i;
  return at;
}

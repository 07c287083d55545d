/** The directory as a tree one can open, search and pick from. Pure, and quick with 3,000 units. */
import type { UnitWire } from '../../../units/unit.wire.ts';
import { folded } from '../../words/folded.ts';

export type TreeUnit = Pick<UnitWire, 'id' | 'parentId' | 'name' | 'shortName' | 'code' | 'channel' | 'kind'>;

export interface UnitTree {
  readonly byId: ReadonlyMap<string, TreeUnit>;
  readonly children: ReadonlyMap<string | null, readonly TreeUnit[]>;
  /** Name, short name and code, without accents, by unit. */
  readonly words: ReadonlyMap<string, string>;
}

export interface TreeRow {
  readonly unit: TreeUnit;
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
}

/** Units whose parent is not among them are roots. Order is kept. */
export function treeOf(units: readonly TreeUnit[]): UnitTree {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const children = new Map<string | null, TreeUnit[]>();
  for (const unit of units) {
    const parent = unit.parentId !== null && byId.has(unit.parentId) ? unit.parentId : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(unit);
    else children.set(parent, [unit]);
  }
  const words = new Map(units.map((unit) => [unit.id, folded(`${unit.name} ${unit.shortName} ${unit.code}`)]));
  return { byId, children, words };
}

/** The sender's own units first, as the top of the list; then the other roots. The sender itself is not shown among its own. */
export function rowsOf(tree: UnitTree, senderId: string, open: ReadonlySet<string>, query: string): TreeRow[] {
  const wanted = folded(query).split(/\s+/).filter(Boolean);
  if (wanted.length > 0) return found(tree, wanted);
  const rows: TreeRow[] = [];
  const add = (unit: TreeUnit, depth: number): void => {
    const hasChildren = tree.children.has(unit.id) && unit.id !== senderId;
    const isOpen = hasChildren && open.has(unit.id);
    rows.push({ unit, depth, hasChildren, isOpen });
    if (isOpen) for (const child of tree.children.get(unit.id) ?? []) add(child, depth + 1);
  };
  for (const unit of tree.children.get(senderId) ?? []) add(unit, 0);
  for (const unit of tree.children.get(null) ?? []) if (unit.id !== senderId) add(unit, 0);
  return rows;
}

const found = ({ byId, words }: UnitTree, wanted: readonly string[]): TreeRow[] =>
  [...byId.values()]
    .filter(({ id }) => wanted.every((word) => words.get(id)?.includes(word)))
    .map((unit) => ({ unit, depth: 0, hasChildren: false, isOpen: false }));

/** All units below one, itself not among them. */
export function below(tree: UnitTree, id: string): TreeUnit[] {
  const units: TreeUnit[] = [];
  const add = (parent: string): void => {
    for (const child of tree.children.get(parent) ?? []) {
      units.push(child);
      add(child.id);
    }
  };
  add(id);
  return units;
}

/** Units of a board by what they are. Pure. */
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';

/** In the order of the board. First what stands above, then the fields, then those whose field is not known, by kind. */
export const GROUPS = [
  'superior',
  'block',
  'party',
  'government',
  'front',
  'justice',
  'armed_forces',
  'business',
  'education',
  'health',
  'press',
  'agency',
  'enterprise',
  'school',
  'body',
  'person',
  'file',
  'other',
] as const;
export type GroupName = (typeof GROUPS)[number];

export interface Group<R> {
  readonly name: GroupName;
  readonly rows: readonly R[];
  readonly acknowledged: number;
}

type Grouped = Pick<TrackingRowWire, 'unitKind' | 'unitSector' | 'purpose' | 'acknowledgedAt'>;

const STANDS_ALONE = new Set(['superior', 'block', 'body', 'person']);
const KNOWN: ReadonlySet<string> = new Set(GROUPS);

/** The field, where one is known; the sender's own file copy apart. */
export function groupOf({ unitKind, unitSector, purpose }: Grouped): GroupName {
  if (purpose === 'file') return 'file';
  const name = STANDS_ALONE.has(unitKind) ? unitKind : (unitSector ?? unitKind);
  return KNOWN.has(name) ? (name as GroupName) : 'other';
}

/** Rows keep their order within a group. Empty groups are left out. */
export function grouped<R extends Grouped>(rows: readonly R[]): readonly Group<R>[] {
  const byName = new Map<GroupName, R[]>();
  for (const row of rows) {
    const name = groupOf(row);
    const group = byName.get(name);
    if (group) group.push(row);
    else byName.set(name, [row]);
  }
  return GROUPS.flatMap((name) => {
    const members = byName.get(name);
    if (!members) return [];
    return [{ name, rows: members, acknowledged: members.filter((row) => row.acknowledgedAt).length }];
  });
}

/** One line of the board: the head of a group, or a copy. */
export type Line<R> = { readonly kind: 'group'; readonly group: Group<R> } | { readonly kind: 'row'; readonly row: R };

export const linesOf = <R>(groups: readonly Group<R>[]): readonly Line<R>[] =>
  groups.flatMap((group) => [
    { kind: 'group' as const, group },
    ...group.rows.map((row) => ({ kind: 'row' as const, row })),
  ]);

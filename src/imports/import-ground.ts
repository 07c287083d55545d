import type { Principal } from '../platform/access/principal.ts';
import type { ImportKind } from './columns.policy.ts';
import type { Problem } from './table.ts';
import type { TableImportRow } from './table-import-row.entity.ts';

/** What a table is compared with: the tree of one unit, as its administrator stands to it. */
export interface ImportGround {
  readonly kind: ImportKind;
  readonly unitId: string;
  readonly day: string;
  readonly caller: Principal;
}

export type RowToApply = Pick<TableImportRow, 'position' | 'rowNo' | 'outcome' | 'changes'> & {
  readonly plan: NonNullable<TableImportRow['plan']>;
};

/** Rows that were not applied, and why; all others were. */
export type LeftOut = ReadonlyMap<RowToApply, readonly Problem[]>;

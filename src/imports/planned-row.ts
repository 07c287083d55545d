import type { Problem } from './table.ts';

/** What becomes of a row of the file. `absent` is no row of it, but something in the system that the file does not name. */
export const OUTCOMES = ['create', 'change', 'same', 'error', 'absent'] as const;
export type RowOutcome = (typeof OUTCOMES)[number];

/** One field, in stored form; null where there is nothing. */
export interface Change {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What has to be known again to apply a row: nothing of how the file was written. */
export interface StoredPlan {
  /** What the rows about this subject say together, by field. */
  readonly values: Readonly<Record<string, string>>;
  /** The subject; made up beforehand for a new one, so that a repeat makes no other. */
  readonly id: string;
}

export interface PlannedRow {
  readonly no: number | null;
  readonly outcome: RowOutcome;
  /** The natural key: code or user name. */
  readonly key: string;
  /** The name of what it is about. */
  readonly label: string;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Rows of one step are applied together, steps in their order; null when there is nothing to apply. */
  readonly step: number | null;
  readonly plan: StoredPlan | null;
}

/** Something in the system that the file does not name. */
export const absentRow = (key: string, label: string): PlannedRow => ({
  no: null,
  outcome: 'absent',
  key,
  label,
  changes: [],
  problems: [],
  warnings: [],
  step: null,
  plan: null,
});

/** Every value of a field, once. */
export const said = (
  rows: readonly { readonly values: Readonly<Record<string, string>> }[],
  field: string,
): string[] => [...new Set(rows.map(({ values }) => values[field]).filter((value) => value !== undefined))];

/** Whether two plans would do the same, whatever order their keys are in. */
export function sameChanges(a: readonly Change[], b: readonly Change[]): boolean {
  const text = (changes: readonly Change[]): string =>
    JSON.stringify(changes.map(({ field, from, to }) => [field, from, to]));
  return text(a) === text(b);
}

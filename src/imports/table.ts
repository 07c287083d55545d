import type { ErrorParams } from '../platform/errors/domain-error.ts';

/** What a table may be at most; beyond it the file is refused whole, before memory is spent on it. */
export const LIMITS = { rows: 50_000, columns: 60, characters: 2000, megabytes: 20 } as const;

/** How the program that wrote the table meant a cell. Only `text` came exactly as somebody typed it. */
export type CellKind = 'text' | 'number' | 'date' | 'formula' | 'error' | 'too-long';

export interface Cell {
  /** For dates `yyyy-MM-dd`; for numbers the digits as Excel shows them without a format. */
  readonly text: string;
  readonly kind: CellKind;
}

export interface TableRow {
  /** As the spreadsheet counts: the first row is 1. */
  readonly no: number;
  /** By column; what is empty is left out. */
  readonly cells: ReadonlyMap<number, Cell>;
  /** Hidden by a filter or by hand. */
  readonly hidden: boolean;
  /** How many cells the row was written with, empty ones too; null where empty ones are not written. */
  readonly width: number | null;
}

/** Something to tell: a code of problems.ts or of the rooms' errors, with its values. */
export interface Problem {
  readonly code: string;
  /** The column it is about, null for the whole row. */
  readonly field: string | null;
  readonly params: ErrorParams;
}

export const problem = (code: string, params: ErrorParams = {}, field: string | null = null): Problem => ({
  code,
  field,
  params,
});

/** The file as a whole cannot be taken for a table. */
export class UnreadableTable extends Error {
  readonly problem: Problem;

  constructor(code: string, params: ErrorParams = {}) {
    super(code);
    this.problem = problem(code, params);
  }
}

/** A table being read, row by row; what is noticed on the way is in the lists when the rows have ended. */
export interface Table {
  readonly rows: AsyncIterable<TableRow>;
  readonly notes: Problem[];
  /** First and last rows of cells merged over several rows. */
  readonly mergedRows: (readonly [from: number, to: number])[];
}

import type { ReadRow } from './read-rows.ts';
import { problem, type Problem } from './table.ts';

/** The rows about one subject, which say no two things about it. */
export interface Group {
  readonly key: string;
  /** In the order of the file. */
  readonly rows: readonly ReadRow[];
  /** What they say together, of the fields that are the subject's own. */
  readonly values: Readonly<Record<string, string>>;
}

export interface Gathered {
  readonly groups: readonly Group[];
  /** Rows that nothing can be done with, and why. */
  readonly bad: ReadonlyMap<ReadRow, readonly Problem[]>;
}

/**
 * Brings the rows about the same subject together, whatever their order. A row with a mistake of its own takes no part; rows that
 * contradict each other are all set aside, each naming the other.
 * @param keyField the natural key
 * @param own fields of the subject itself
 * @param needed fields without which a row is none
 */
export function gather(
  rows: readonly ReadRow[],
  keyField: string,
  own: readonly string[],
  needed: readonly string[],
): Gathered {
  const bad = new Map<ReadRow, readonly Problem[]>();
  const byKey = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const missing = needed
      .filter((field) => row.values[field] === undefined && !row.problems.some((found) => found.field === field))
      .map((field) => problem('required', {}, field));
    const problems = [...row.problems, ...missing];
    const key = row.values[keyField];
    if (problems.length > 0 || key === undefined) bad.set(row, problems);
    else if (!byKey.get(key)?.push(row)) byKey.set(key, [row]);
  }
  const groups: Group[] = [];
  for (const [key, members] of byKey) {
    const group = { key, rows: members, values: merged(members, own) };
    const contradictions = contradictionsIn(group, own);
    for (const [row, problems] of contradictions) bad.set(row, problems);
    if (contradictions.size === 0) groups.push(group);
  }
  return { groups, bad };
}

function merged(rows: readonly ReadRow[], fields: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const said = rows.find((row) => row.values[field] !== undefined)?.values[field];
    if (said !== undefined) values[field] = said;
  }
  return values;
}

function contradictionsIn({ rows }: Group, fields: readonly string[]): Map<ReadRow, Problem[]> {
  const found = new Map<ReadRow, Problem[]>();
  const disputed = fields.filter((field) => saidBy(rows, field).size > 1);
  if (disputed.length === 0) return found;
  const firstSaying = new Map(disputed.map((field) => [field, saidBy(rows, field)]));
  for (const row of rows)
    found.set(
      row,
      disputed.map((field) => {
        const [, other] = [...(firstSaying.get(field) ?? [])].find(([said]) => said !== row.values[field]) ?? [];
        return problem('contradicts-row', { row: other ?? row.no }, field);
      }),
    );
  return found;
}

/** Up to two values that are said for a field, each with the first row that says it. */
function saidBy(rows: readonly ReadRow[], field: string): Map<string, number> {
  const said = new Map<string, number>();
  for (const { values, no } of rows) {
    const value = values[field];
    if (value !== undefined && said.size < 2 && !said.has(value)) said.set(value, no);
  }
  return said;
}

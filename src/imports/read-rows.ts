import { setImmediate as breathe } from 'node:timers/promises';
import { clean, isGarbled, withoutTextMark } from './cells.policy.ts';
import { countHeadings, readHeadings, type ImportKind } from './columns.policy.ts';
import { openTable } from './open-table.ts';
import { readCell } from './read-cell.policy.ts';
import { LIMITS, problem, UnreadableTable, type Problem, type Table, type TableRow } from './table.ts';

/** A row as it was read: what it says, and what is wrong with it by itself. */
export interface ReadRow {
  readonly no: number;
  /** By field, in stored form; what the row does not say is left out. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Problem[];
  readonly warnings: readonly Problem[];
}

export interface ReadTable {
  readonly rows: readonly ReadRow[];
  readonly notes: readonly Problem[];
}

/** A title and a blank line above the headings are no mistake. */
const HEADINGS_WITHIN = 10;
const STEP = 1000;
/** Of so many garbled rows, or of this part of all rows, the file as a whole is in another encoding. */
const GARBLED_ROWS = 3;
const GARBLED_PART = 0.2;

interface Columns {
  readonly fields: ReadonlyMap<number, string>;
  readonly width: number;
  /** What there is to say about the columns. */
  readonly note: Problem | null;
}

/**
 * Reads a whole table in memory bounded by its limits.
 * @param onProgress told how many rows have been read, now and then
 * @throws UnreadableTable
 */
export async function readRows(
  kind: ImportKind,
  bytes: Buffer,
  onProgress: (done: number) => Promise<void> = async () => undefined,
): Promise<ReadTable> {
  const table = await openTable(bytes, (texts) => countHeadings(kind, texts));
  const [rows, head]: [ReadRow[], TableRow[]] = [[], []];
  let columns: Columns | null = null;
  for await (const row of table.rows) {
    if (columns) await add(row, columns);
    else if (head.push(row) === HEADINGS_WITHIN) columns = await begin();
  }
  columns ??= await begin();
  refuseGarbled(rows);
  markMerged(rows, table);
  return { rows, notes: columns.note ? [...table.notes, columns.note] : table.notes };

  async function begin(): Promise<Columns> {
    const { found, below } = findColumns(kind, head);
    for (const row of below) await add(row, found);
    return found;
  }

  async function add(row: TableRow, found: Columns): Promise<void> {
    const read = readRow(kind, row, found);
    if (read === null) return;
    if (rows.push(read) > LIMITS.rows) throw new UnreadableTable('too-many-rows', { limit: LIMITS.rows });
    if (rows.length % STEP !== 0) return;
    await onProgress(rows.length);
    await breathe();
  }
}

function findColumns(
  kind: ImportKind,
  head: readonly TableRow[],
): { readonly found: Columns; readonly below: readonly TableRow[] } {
  const counts = head.map(({ cells }) =>
    countHeadings(
      kind,
      [...cells.values()].map(({ text }) => clean(text)),
    ),
  );
  const best = Math.max(...counts);
  const at = best < 2 ? 0 : counts.indexOf(best);
  const row = head[at];
  if (!row) throw new UnreadableTable('no-rows');
  const texts = new Map([...row.cells].map(([column, { text }]) => [column, clean(withoutTextMark(text))]));
  const said = [...texts.values()];
  if (said.some(isGarbled)) throw new UnreadableTable('not-utf8');
  const { fields, unknown, twice, missing, password } = readHeadings(kind, texts);
  if (password !== null) throw new UnreadableTable('passwords-refused', { heading: password.slice(0, 60) });
  if (missing.length > 0) throw new UnreadableTable('headings-missing', { missing: missing.join(', ') });
  if (twice.length > 0) throw new UnreadableTable('heading-twice', { headings: named(twice) });
  const note = unknown.length > 0 ? problem('unknown-columns', { headings: named(unknown) }) : null;
  return { found: { fields, width: Math.max(...texts.keys()) + 1, note }, below: head.slice(at + 1) };
}

const named = (texts: readonly string[]): string =>
  texts
    .slice(0, 10)
    .map((text) => text.slice(0, 40))
    .join(', ');

/** Null for a row that says nothing. */
function readRow(kind: ImportKind, row: TableRow, { fields, width }: Columns): ReadRow | null {
  const values: Record<string, string> = {};
  const [problems, warnings]: [Problem[], Problem[]] = [[], []];
  for (const [column, cell] of row.cells) {
    const field = fields.get(column);
    if (field === undefined) {
      if (column >= width && clean(cell.text) !== '') problems.push(problem('beyond-columns'));
      continue;
    }
    const reading = readCell(kind, field, cell);
    if (reading.value !== null) values[field] = reading.value;
    if (reading.problem) problems.push(reading.problem);
    if (reading.warning) warnings.push(reading.warning);
  }
  if (problems.length === 0 && Object.keys(values).length === 0) return null;
  if (row.hidden) problems.push(problem('hidden-row'));
  // A delimiter left out in the middle moves every value behind it into another column.
  if (row.width !== null && row.width < width) problems.push(problem('too-few-columns'));
  return { no: row.no, values, problems, warnings };
}

function refuseGarbled(rows: readonly ReadRow[]): void {
  const garbled = rows.filter(({ problems }) => problems.some(({ code }) => code === 'garbled')).length;
  if (garbled >= GARBLED_ROWS && garbled > rows.length * GARBLED_PART) throw new UnreadableTable('not-utf8');
}

/** Cells merged over rows hold their value in the first: the others only look as if they had it. */
function markMerged(rows: readonly ReadRow[], { mergedRows }: Table): void {
  if (mergedRows.length === 0) return;
  const merged = new Set<number>();
  const last = rows.at(-1)?.no ?? 0;
  for (const [from, to] of mergedRows) for (let no = from; no <= Math.min(to, last); no++) merged.add(no);
  for (const row of rows) if (merged.has(row.no)) row.problems.push(problem('merged-rows'));
}

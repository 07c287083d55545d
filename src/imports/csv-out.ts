import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { stringify as stringifySync } from 'csv-stringify/sync';
import { withTextMark } from './cells.policy.ts';

const BOM = '\uFEFF';
/** What would be a formula when opened in Excel gets a `'` in front; lines end as Excel ends them. */
const OPTIONS = { escape_formulas: true, record_delimiter: '\r\n' } as const;

type Line = readonly (string | number | null)[];

const marked = (line: Line): (string | null)[] =>
  line.map((value) => (value === null ? null : withTextMark(String(value))));

/** A CSV file as Excel opens it right, on its way out line by line. */
export function csvStream(lines: AsyncIterable<Line> | Iterable<Line>): Readable {
  const made = Readable.from(markedLines(lines)).pipe(stringify({ ...OPTIONS, bom: true }));
  return made;
}

async function* markedLines(lines: AsyncIterable<Line> | Iterable<Line>): AsyncGenerator<(string | null)[]> {
  for await (const line of lines) yield marked(line);
}

/** The same, small and at once. */
export function csvText(lines: readonly Line[]): string {
  return BOM + stringifySync(lines.map(marked), OPTIONS);
}

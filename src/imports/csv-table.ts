import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { LIMITS, UnreadableTable, type Cell, type Table, type TableRow } from './table.ts';

const SLICE = 64 * 1024;
/** Bytes of one row with its quotes: more than all its cells together may hold. */
const MAX_RECORD = 400_000;
const DELIMITERS = [',', ';', '\t'] as const;
/** Excel's own hint in the first line of a file. */
const HINT = /^sep=([,;\t])\r?\n/;
/** How much is looked at to find the delimiter. */
const HEAD = 16 * 1024;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Reads CSV in UTF-8 or, with its mark, UTF-16. The delimiter is the one that makes most of the headings known.
 * @param score how well a row does as headings
 * @throws UnreadableTable
 */
export function openCsv(bytes: Buffer, score: (texts: readonly string[]) => number): Table {
  const { encoding, from } = encodingOf(bytes);
  const head = new TextDecoder(encoding).decode(bytes.subarray(from, from + HEAD));
  const hint = HINT.exec(head);
  const delimiter = hint?.[1] ?? bestDelimiter(head, score);
  const source = texts(bytes.subarray(from), encoding, hint ? hint[0].length : 0);
  return { rows: rowsOf(source, delimiter, hint ? 1 : 0), notes: [], mergedRows: [] };
}

function encodingOf(bytes: Buffer): { readonly encoding: Encoding; readonly from: number } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', from: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', from: 2 };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', from: 3 };
  return { encoding: 'utf-8', from: 0 };
}

/** Text in old Vietnamese encodings (TCVN3, VNI, Windows-1258) is not UTF-8, and is refused rather than guessed at. */
function* texts(bytes: Buffer, encoding: Encoding, skip: number): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let left = skip;
  try {
    for (let at = 0; at < bytes.length; at += SLICE) {
      const text = decoder.decode(bytes.subarray(at, at + SLICE), { stream: at + SLICE < bytes.length });
      const cut = Math.min(left, text.length);
      left -= cut;
      if (text.includes('\0')) throw new UnreadableTable('not-utf8');
      if (text.length > cut) yield text.slice(cut);
    }
  } catch {
    throw new UnreadableTable('not-utf8');
  }
}

function bestDelimiter(head: string, score: (texts: readonly string[]) => number): string {
  const lines = head.split(/\r\n|\n|\r/).slice(0, 10);
  const scoreOf = (delimiter: string): number =>
    Math.max(
      ...lines.map((line) => {
        const cells = line.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''));
        return score(cells) * 100 + Math.min(cells.length, 99);
      }),
    );
  return DELIMITERS.toSorted((a, b) => scoreOf(b) - scoreOf(a))[0] as string;
}

async function* rowsOf(source: Iterable<string>, delimiter: string, skipped: number): AsyncGenerator<TableRow> {
  const parser = parse({ delimiter, max_record_size: MAX_RECORD, relax_column_count: true, skip_empty_lines: false });
  const input = Readable.from(source);
  input.once('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let no = skipped;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      no++;
      const cells = cellsOf(record, no);
      if (cells.size > 0) yield { no, cells, hidden: false, width: record.length };
    }
  } catch (error) {
    // Rows before the broken one may still be on their way here: the parser knows how many there were.
    throw error instanceof CsvError ? unreadable(error, skipped + Number(error['records']) + 1) : error;
  } finally {
    input.destroy();
  }
}

function cellsOf(record: readonly string[], row: number): Map<number, Cell> {
  const cells = new Map<number, Cell>();
  for (const [column, text] of record.entries()) {
    if (text === '') continue;
    if (column >= LIMITS.columns) throw new UnreadableTable('too-many-columns', { limit: LIMITS.columns, row });
    cells.set(
      column,
      text.length > LIMITS.characters ? { text: text.slice(0, 100), kind: 'too-long' } : { text, kind: 'text' },
    );
  }
  return cells;
}

function unreadable(error: CsvError, row: number): UnreadableTable {
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new UnreadableTable('row-too-long', { row });
  return new UnreadableTable('broken-quotes', { row });
}

import { LIMITS, UnreadableTable, type Cell, type TableRow } from './table.ts';
import { CellText, type CellFormat } from './xlsx-parts.ts';
import type { XmlHandler } from './xml-reader.ts';

const LAST_ROW = 1_048_576;
const DAY_MS = 86_400_000;
/** Excel keeps 15 digits of a number and makes the rest zeros. */
const EXACT = 1e15;

export interface SheetGround {
  readonly texts: readonly string[];
  readonly formats: readonly CellFormat[];
  readonly since1904: boolean;
}

/** Turns the XML of one sheet into rows. A formula is told as such: the value stored beside it is what somebody's Excel once thought. */
export class SheetRows implements XmlHandler {
  readonly mergedRows: (readonly [number, number])[] = [];
  #ready: TableRow[] = [];
  #row = { no: 0, hidden: false, cells: new Map<number, Cell>(), width: null };
  #cell = { column: -1, type: 'n', format: 0, isFormula: false, value: '' };
  #inValue = false;
  readonly #text = new CellText();

  constructor(private readonly ground: SheetGround) {}

  /** The rows finished since the last call; empty ones are not among them. */
  take(): TableRow[] {
    const rows = this.#ready;
    this.#ready = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#text.open(name);
    if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'f') this.#cell.isFormula = true;
    else if (name === 'v') this.#inValue = true;
    else if (name === 'mergeCell') this.#merged(attributes['ref'] ?? '');
  }

  text(piece: string): void {
    this.#text.add(piece);
    if (this.#inValue && this.#cell.value.length <= LIMITS.characters)
      this.#cell.value += piece.slice(0, LIMITS.characters + 1);
  }

  close(name: string): void {
    this.#text.close(name);
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row' && this.#row.cells.size > 0) this.#ready.push(this.#row);
  }

  #openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const no = r === undefined ? this.#row.no + 1 : Number(r);
    if (!Number.isInteger(no) || no <= this.#row.no || no > LAST_ROW) throw new UnreadableTable('broken-xlsx');
    this.#row = { no, hidden: hidden === '1' || hidden === 'true', cells: new Map(), width: null };
    this.#cell.column = -1;
  }

  #openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.#cell.column + 1 : columnOf(r);
    this.#cell = { column, type: t, format: Number(s), isFormula: false, value: '' };
    this.#text.take();
  }

  #closeCell(): void {
    const cell = this.#read();
    if (cell.text === '' && cell.kind === 'text') return;
    if (this.#cell.column >= LIMITS.columns)
      throw new UnreadableTable('too-many-columns', { limit: LIMITS.columns, row: this.#row.no });
    this.#row.cells.set(this.#cell.column, cell);
  }

  #read(): Cell {
    const { type, value, isFormula } = this.#cell;
    const inline = this.#text.take();
    if (isFormula) return { text: value, kind: 'formula' };
    if (type === 'e') return { text: value, kind: 'error' };
    if (type === 's') return textCell(value === '' ? '' : (this.ground.texts[Number(value)] ?? ''));
    if (type === 'inlineStr') return textCell(inline);
    if (type === 'b') return textCell(value === '1' ? 'TRUE' : 'FALSE');
    if (type === 'd') return { text: value.slice(0, 10), kind: 'date' };
    if (type === 'str' || value.trim() === '') return textCell(value);
    return this.#number(value);
  }

  #number(value: string): Cell {
    const number = Number(value);
    if (!Number.isFinite(number)) throw new UnreadableTable('broken-xlsx');
    const format = this.ground.formats[this.#cell.format];
    if (format?.isDate) return { text: dayOf(number, this.ground.since1904), kind: 'date' };
    const digits = String(number);
    if (!Number.isInteger(number) || Math.abs(number) >= EXACT) return { text: digits, kind: 'number' };
    // The format 000 shows 007 where 7 is stored: what people see is what they mean.
    const shown = digits.padStart(number >= 0 ? (format?.digits ?? 0) : 0, '0');
    return { text: shown, kind: shown === digits ? 'number' : 'text' };
  }

  #merged(ref: string): void {
    const [from, to] = ref.split(':').map((corner) => Number(/\d+$/.exec(corner)?.[0]));
    if (from && to && to > from) this.mergedRows.push([from, to]);
  }
}

const textCell = (text: string): Cell =>
  text.length > LIMITS.characters ? { text: text.slice(0, 100), kind: 'too-long' } : { text, kind: 'text' };

/** `BC12` → 54. */
function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) throw new UnreadableTable('broken-xlsx');
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The day of an Excel serial number, 'yyyy-MM-dd'; empty when there is no such day. Excel believes in 29/2/1900. */
export function dayOf(serial: number, since1904 = false): string {
  const days = Math.floor(serial) + (since1904 ? 1462 : 0);
  if (days < 1 || days > 2_958_465 || days === 60) return '';
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * DAY_MS).toISOString().slice(0, 10);
}

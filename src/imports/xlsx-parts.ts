import { LIMITS, UnreadableTable } from './table.ts';
import type { XlsxArchive } from './xlsx-archive.ts';
import type { XmlHandler } from './xml-reader.ts';

export interface Sheet {
  readonly name: string;
  readonly visible: boolean;
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Days are counted from 1904 (old Excel for Mac). */
  readonly since1904: boolean;
}

/** What the format of a cell does to the number in it. */
export interface CellFormat {
  readonly isDate: boolean;
  /** Digits to which the format `000` fills up with zeros; 0 when it does not. */
  readonly digits: number;
}

/** All shared texts of a file together; beyond it a table of 50,000 rows is no list of units. */
const MAX_SHARED = 40_000_000;
const BUILT_IN_DATES = /^(1[4-9]|2[0-2]|2[7-9]|3[0-6]|4[5-7]|5[0-8])$/;

const handler = (parts: Partial<XmlHandler>): XmlHandler => ({
  open: () => undefined,
  close: () => undefined,
  text: () => undefined,
  ...parts,
});

export async function readWorkbook(archive: XlsxArchive): Promise<Workbook> {
  const targets = new Map<string, string>();
  await archive.read(
    'xl/_rels/workbook.xml.rels',
    handler({
      open(name, { Id, Target }) {
        if (name === 'Relationship' && Id && Target)
          targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
      },
    }),
  );
  const sheets: Sheet[] = [];
  let since1904 = false;
  await archive.read(
    'xl/workbook.xml',
    handler({
      open(tag, { name = '', state = 'visible', id = '', date1904 }) {
        if (tag === 'workbookPr') since1904 = date1904 === '1' || date1904 === 'true';
        if (tag === 'sheet') sheets.push({ name, visible: state === 'visible', part: targets.get(id) ?? '' });
      },
    }),
  );
  return { sheets: sheets.filter(({ part }) => archive.has(part)), since1904 };
}

/** By the number in a cell's `s`. */
export async function readFormats(archive: XlsxArchive): Promise<CellFormat[]> {
  const codes = new Map<string, string>();
  const used: string[] = [];
  let inCells = false;
  await archive.read(
    'xl/styles.xml',
    handler({
      open(name, { numFmtId = '0', formatCode = '' }) {
        if (name === 'numFmt') codes.set(numFmtId, formatCode);
        if (name === 'cellXfs') inCells = true;
        if (name === 'xf' && inCells) used.push(numFmtId);
      },
      close(name) {
        if (name === 'cellXfs') inCells = false;
      },
    }),
  );
  return used.map((id) => formatOf(id, codes.get(id)));
}

function formatOf(id: string, code: string | undefined): CellFormat {
  if (code === undefined) return { isDate: BUILT_IN_DATES.test(id), digits: 0 };
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').split(';')[0] ?? '';
  return { isDate: /[ymd]/i.test(bare), digits: /^0{2,20}$/.test(bare) ? bare.length : 0 };
}

/** Texts that several cells share, each cut just beyond what a cell may hold. */
export async function readSharedTexts(archive: XlsxArchive): Promise<string[]> {
  const texts: string[] = [];
  const text = new CellText();
  let total = 0;
  await archive.read('xl/sharedStrings.xml', {
    open: (name) => text.open(name),
    text: (piece) => text.add(piece),
    close(name) {
      text.close(name);
      if (name !== 'si') return;
      const whole = text.take();
      total += whole.length + 8;
      if (total > MAX_SHARED) throw new UnreadableTable('packed-too-much');
      texts.push(whole);
    },
  });
  return texts;
}

/** Gathers `<t>`, but not the reading aids in `<rPh>`. */
export class CellText {
  #text = '';
  #inText = false;
  #inPhonetic = false;

  open(name: string): void {
    if (name === 't') this.#inText = true;
    if (name === 'rPh') this.#inPhonetic = true;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    if (name === 'rPh') this.#inPhonetic = false;
  }

  add(piece: string): void {
    // Nobody needs to know how much longer than too long it is.
    if (this.#inText && !this.#inPhonetic && this.#text.length <= LIMITS.characters)
      this.#text += piece.slice(0, LIMITS.characters + 1);
  }

  take(): string {
    const whole = this.#text;
    this.#text = '';
    return whole.includes('_x') ? unescaped(whole) : whole;
  }
}

/** How Excel writes what XML cannot hold: `_x000D_`. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

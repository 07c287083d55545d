import { problem, UnreadableTable, type Problem, type Table, type TableRow } from './table.ts';
import { XlsxArchive } from './xlsx-archive.ts';
import { readFormats, readSharedTexts, readWorkbook, type Sheet } from './xlsx-parts.ts';
import { SheetRows } from './xlsx-sheet.ts';

/** The first visible sheet of a workbook; the others are named. @throws UnreadableTable */
export async function openXlsx(bytes: Buffer): Promise<Table> {
  const archive = await XlsxArchive.open(bytes);
  const { sheets, since1904 } = await readWorkbook(archive);
  const sheet = sheets.find(({ visible }) => visible);
  if (!sheet) throw new UnreadableTable('no-visible-sheet');
  const [texts, formats] = [await readSharedTexts(archive), await readFormats(archive)];
  const mergedRows: (readonly [number, number])[] = [];
  return { rows: rowsOf(), notes: othersBeside(sheet, sheets), mergedRows };

  async function* rowsOf(): AsyncGenerator<TableRow> {
    const rows = new SheetRows({ texts, formats, since1904 });
    yield* archive.drain((sheet as Sheet).part, rows, () => rows.take());
    mergedRows.push(...rows.mergedRows);
  }
}

function othersBeside(read: Sheet, sheets: readonly Sheet[]): Problem[] {
  const others = sheets.filter((sheet) => sheet !== read).map(({ name }) => name.slice(0, 60));
  return others.length === 0
    ? []
    : [problem('other-sheets', { read: read.name.slice(0, 60), others: others.slice(0, 20).join(', ') })];
}

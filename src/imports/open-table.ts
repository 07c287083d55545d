import { fileKindOf } from './file-kinds.ts';
import { UnreadableTable, type Table } from './table.ts';

/**
 * Opens what was uploaded, by its content.
 * @param score how many headings a row holds, for finding the delimiter of CSV
 * @throws UnreadableTable
 */
export async function openTable(bytes: Buffer, score: (texts: readonly string[]) => number): Promise<Table> {
  const kind = fileKindOf(bytes);
  if (kind === 'csv') return (await import('./csv-table.ts')).openCsv(bytes, score);
  if (kind === 'xlsx') return (await import('./xlsx-table.ts')).openXlsx(bytes);
  throw new UnreadableTable(kind === 'other' ? 'not-xlsx' : kind);
}

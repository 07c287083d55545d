import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { useLanguage } from '../../texts/language.ts';
import { useTexts, type Translate } from '../../texts/catalogue.ts';
import { trackingTexts, vi } from '../../texts/tracking.vi.ts';
import { STATES } from '../../ui/states.ts';
import { whenExactly, type WordLanguage } from '../../words/when.ts';
import { groupOf } from './groups.ts';
import { isLate, nextDeadline } from './segments.ts';
import { csvOf, fileNameOf } from '../../words/table.ts';

type T = Translate<typeof vi>;

const COLUMNS: readonly (readonly [
  title: Parameters<T>[0],
  cell: (row: TrackingRowWire, t: T, language: WordLanguage) => string,
])[] = [
  ['code', (row) => row.unitCode],
  ['unit', (row) => row.unit],
  ['group', (row, t) => t(groupOf(row))],
  ['purpose', (row, t) => t(row.purpose)],
  ['state', (row, _, language) => STATES[row.state][language]],
  ['who', (row) => row.by?.name ?? ''],
  ['post', (row) => row.by?.postTitle ?? ''],
  ['openedAt', (row) => exactly(row.openedAt)],
  ['acknowledgedAt', (row) => exactly(row.acknowledgedAt)],
  ['registeredAt', (row) => exactly(row.registeredAt)],
  ['arrival', (row) => (row.arrivalNumber === null ? '' : String(row.arrivalNumber))],
  ['doneAt', (row) => exactly(row.doneAt)],
  ['deadline', (row) => exactly(nextDeadline(row)?.at ?? null)],
  ['late', (row, t) => (isLate(row) ? t('yes') : '')],
];

const exactly = (at: string | null): string => (at ? whenExactly(at) : '');

/** Saves the rows as a file, made in the page: what is on the screen is what is in it. */
export function useExport(symbol: string) {
  const t = useTexts(trackingTexts);
  const language = useLanguage();
  return async (rows: readonly TrackingRowWire[], ending: 'csv' | 'xlsx'): Promise<void> => {
    const table = [
      COLUMNS.map(([title]) => t(title as 'code')),
      ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row, t, language))),
    ];
    const content = ending === 'csv' ? csvOf(table) : (await import('./xlsx.ts')).xlsxOf(table);
    save(new Blob([content]), fileNameOf(t('boardTitle', { symbol }), ending));
  };
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A list of people as it is pasted from a spreadsheet or read from a CSV file. Pure. */
import { folded } from '../../words/folded.ts';

export interface BookingRow {
  readonly unitCode: string;
  readonly traineeName: string;
  readonly traineePhone: string;
}

export type RowMistake = 'listNoCode' | 'listNoName' | 'listBadPhone' | 'listTooLong';

export interface ReadRows {
  readonly rows: readonly BookingRow[];
  /** On which line each row stands, counted from 1, as one sees them. */
  readonly lines: readonly number[];
  readonly mistakes: readonly { readonly row: number; readonly why: RowMistake }[];
}

/** As the service has it. */
const PHONE = /^$|^\+?[\d .()-]{6,30}$/;
export const MOST_ROWS = 2000;

export function readBookingRows(text: string): ReadRows {
  const rows: BookingRow[] = [];
  const lines: number[] = [];
  const mistakes: { row: number; why: RowMistake }[] = [];
  const texts = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const separator = ['\t', ';', ','].find((one) => texts.some((line) => line.includes(one))) ?? '\t';
  texts.forEach((line, i) => {
    const cells = cellsOf(line, separator);
    if (cells.every((cell) => cell === '') || (i === 0 && isHeading(cells))) return;
    const [unitCode = '', traineeName = '', traineePhone = ''] = cells;
    const row = { unitCode: unitCode.toUpperCase(), traineeName, traineePhone };
    const why = mistakeIn(row);
    if (why) {
      mistakes.push({ row: i + 1, why });
      return;
    }
    rows.push(row);
    lines.push(i + 1);
  });
  return { rows, lines, mistakes };
}

function mistakeIn({ unitCode, traineeName, traineePhone }: BookingRow): RowMistake | null {
  if (unitCode === '') return 'listNoCode';
  if (traineeName === '') return 'listNoName';
  if (unitCode.length > 40 || traineeName.length > 200) return 'listTooLong';
  return PHONE.test(traineePhone) ? null : 'listBadPhone';
}

const isHeading = ([first = '']: readonly string[]): boolean => /^(ma|code|unit)\b/.test(folded(first));

/** Cells may stand in quotes, with doubled quotes inside. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (let i = 0; i < line.length; i++) {
    const letter = line.charAt(i);
    if (letter === '"' && isQuoted && line.charAt(i + 1) === '"') cell += line.charAt(i++);
    else if (letter === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted;
    else if (letter === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()].map((one) => one.normalize('NFC'));
}

/** What the screen shows as a table for other programs. Pure. */

/** A cell that a spreadsheet would take for a formula is made text. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (text: string | null): string => `"${harmless(text ?? '').replaceAll('"', '""')}"`;

/** With a byte order mark, so that Excel reads Vietnamese; separated by semicolons, as Excel does where the comma is in numbers. */
export function csvOf(rows: readonly (readonly (string | null)[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/** A name files may have everywhere: "Theo dõi 137-QĐ-ĐTN.csv". */
export const fileNameOf = (title: string, ending: string): string =>
  `${title.replaceAll(/[\\/:*?"<>|]/g, '-').trim()}.${ending}`;

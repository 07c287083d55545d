/** Rows as a file that Excel opens with Vietnamese letters. Pure. */

/** What a spreadsheet would take for a formula: it is text here. */
const FORMULA = /^[=+\-@\t\r]/;

/** @returns CSV with a byte order mark, lines ended by CR LF (RFC 4180) */
export function csvOf(heads: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  return `\uFEFF${[heads, ...rows].map(lineOf).join('\r\n')}\r\n`;
}

const lineOf = (cells: readonly (string | null)[]): string => cells.map((cell) => cellOf(cell ?? '')).join(',');

function cellOf(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

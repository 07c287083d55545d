import { isRealDate } from '../platform/http/fields.ts';
import { dayOf } from './xlsx-sheet.ts';

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFD\u202A-\u202E\u2066-\u2069]/;
/** Invisible, and in nobody's name: zero-width spaces and joiners, soft hyphens, marks left over from joined files. */
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u00AD]/g;

/** One line of text as it is kept: NFC, ordinary spaces, none around it and never two. */
export function clean(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** Something in it can be neither shown nor stored. */
export const hasBadCharacter = (text: string): boolean => CONTROLS.test(text) || !text.isWellFormed();

/** Excel's mark for "this is text" before what looks like a formula: put there by exports, taken off here. */
export function withoutTextMark(text: string): string {
  return /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? text.slice(1) : text;
}

/** For an export: the mark `escape_formulas` would not set, because the text begins with one already. */
export function withTextMark(text: string): string {
  return /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
}

/** UTF-8 read as Windows-1252 (`Ä‘oÃ n`), or letters of the TCVN3 and VNI fonts (`§oµn`), which only look right in those fonts. */
const GARBLED =
  /\u00C3[\u0080-\u00BF]|\u00E1[\u00BA\u00BB][\u0080-\u00BF\u2018-\u203A\u0152-\u017E]|\u00C4[\u0091\u2018]|\u00C6[\u00A1\u00B0]|[\u00A7\u00B5\u00B8\u00A8\u00AE\u00B6\u00B9\u00AA\u00AC]\p{L}|\p{L}[\u00B5\u00B8\u00B6\u00B9\u00AA\u00AC]/u;

export const isGarbled = (text: string): boolean => GARBLED.test(text);

/** From here on two digits of a year are of the century before, as in Excel. */
const LAST_CENTURY_FROM = 30;

/**
 * Reads a day as it is written in Việt Nam: 18/5/2020, 18-05-20, 18.5.2020, ISO, or Excel's number of days. Never month first.
 * @returns 'yyyy-MM-dd', or null when it is no such day
 */
export function readDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(text);
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (/^\d{5}$/.test(text)) return dayOf(Number(text)) || null;
  const typed = /^(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?: 0?0:00(?::00)?)?$/.exec(text);
  if (!typed) return null;
  const year = Number(typed[4]);
  const short = typed[4]?.length === 2;
  return realDay(short ? year + (year < LAST_CENTURY_FROM ? 2000 : 1900) : year, Number(typed[3]), Number(typed[1]));
}

function realDay(year: number, month: number, day: number): string | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isRealDate(text) ? text : null;
}

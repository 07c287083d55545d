import { fold, repairD, toNfc } from '../platform/text/vietnamese.ts';
import { DOCUMENT_TYPES, documentTypeOf } from './document-types.ts';
import type { DocumentTypeCode, NumberStyle } from './document-types.ts';

export interface SymbolParts {
  readonly style: NumberStyle;
  /** 1 to 999,999. */
  readonly number: number;
  /** A small letter, or 'bis', for a number entered between two others (137a); null = none. */
  readonly suffix: string | null;
  readonly type: DocumentTypeCode;
  /** 'ĐTN'; in a State công văn also the drafting unit, 'BNV-VP'. */
  readonly issuerSymbol: string;
}

export interface ParsedSymbol {
  readonly style: NumberStyle;
  readonly number: number;
  readonly suffix: string | null;
  /** Not a type: QĐ is two (`typesAbbreviated`). Null = the symbol shows no type, as in a State công văn. */
  readonly typeAbbreviation: string | null;
  readonly issuer: string;
}

/** The largest number a symbol can show. */
export const LAST_NUMBER = 999_999;

const HEAD = String.raw`^(?<number>\d{1,6})(?<suffix>(?:[A-Za-z]|bis)?)`;
const ISSUER = String.raw`(?<issuer>[\p{L}\p{N}.&]+(?:-[\p{L}\p{N}.&]+)*)$`;
const DOAN = new RegExp(String.raw`${HEAD}-(?<type>\p{L}{1,6})/${ISSUER}`, 'u');
const STATE = new RegExp(String.raw`${HEAD}/(?:(?<type>\p{L}{1,6})-)?${ISSUER}`, 'u');

const ABBREVIATIONS: readonly string[] = [
  ...new Set(DOCUMENT_TYPES.flatMap(({ abbreviation }) => [abbreviation.state ?? '', abbreviation.doan ?? ''])),
].filter((abbreviation) => abbreviation !== '');

/**
 * `137-QĐ/ĐTN` (HD36 II.1.3), `15/QĐ-BNV` (ND30 Annex I.II.3); a type without an abbreviation leaves its place out:
 * `05/BNV-VP`.
 * @throws RangeError when the style does not know the type, or a part could not be read back
 */
export function formatSymbol({ style, number, suffix, type, issuerSymbol }: SymbolParts): string {
  const abbreviation = documentTypeOf(type).abbreviation[style];
  if (abbreviation === null) throw new RangeError(`no ${type} in the ${style} style`);
  const head = String(number).padStart(2, '0') + (suffix ?? '');
  const issuer = toNfc(issuerSymbol);
  if (!Number.isInteger(number) || number < 1 || suffix === '' || !STATE.test(`${head}/${issuer}`)) {
    throw new RangeError(`not a symbol: ${head} ${issuer}`);
  }
  if (abbreviation === '') return `${head}/${issuer}`;
  return style === 'doan' ? `${head}-${abbreviation}/${issuer}` : `${head}/${abbreviation}-${issuer}`;
}

/**
 * Reads what people type: spaces, long dashes, decomposed or look-alike letters, missing capitals, a leading "Số:".
 * Null when the layout is neither of the two, such as `137/QĐ/ĐTN`, or `30/2020/NĐ-CP` which numbers legislation.
 * A State công văn whose unit is spelled like a type (`05/TC-VP`) is read as that type: the symbol says no more.
 */
export function parseSymbol(text: string): ParsedSymbol | null {
  const symbol = tidy(text);
  return doanSymbol(symbol) ?? stateSymbol(symbol);
}

/**
 * One search key for every spelling: `137-QĐ/ĐTN`, `137 - QD/DTN` and `137/QĐ-ĐTN` are all `137.qd.dtn`.
 * Never a unique key: ĐA and DA fold together, and every unit of the block signs `/ĐTN`.
 */
export function symbolKey(text: string): string {
  const words = fold(tidy(text)).split(/[^\p{L}\p{N}]+/u);
  return words
    .filter((word) => word !== '')
    .map((word, index) => (index === 0 ? word.replace(/^0+(?=\d)/, '') : word))
    .join('.');
}

function doanSymbol(symbol: string): ParsedSymbol | null {
  const { type, ...rest } = DOAN.exec(symbol)?.groups ?? {};
  // The layout itself says which part is the type, so one we do not know is kept.
  return type === undefined ? null : parsed('doan', knownAbbreviation(type) ?? capitals(type), rest);
}

function stateSymbol(symbol: string): ParsedSymbol | null {
  const groups = STATE.exec(symbol)?.groups;
  if (groups === undefined) return null;
  const { type, issuer = '' } = groups;
  const known = type === undefined ? null : knownAbbreviation(type);
  const whole = type === undefined ? issuer : `${type}-${issuer}`;
  return parsed('state', known, { ...groups, issuer: known === null ? whole : issuer });
}

function parsed(
  style: NumberStyle,
  typeAbbreviation: string | null,
  { number, suffix, issuer = '' }: Readonly<Record<string, string | undefined>>,
): ParsedSymbol | null {
  if (Number(number) === 0) return null;
  return {
    style,
    number: Number(number),
    suffix: suffix?.toLowerCase() || null,
    typeAbbreviation,
    issuer: capitals(issuer),
  };
}

/** As written; else the only one equal but for capitals (`ctr`); else the only one equal but for accents (`qd`). */
function knownAbbreviation(text: string): string | null {
  const lower = text.toLowerCase();
  const folded = fold(text);
  return (
    ABBREVIATIONS.find((abbreviation) => abbreviation === text) ??
    only(ABBREVIATIONS.filter((abbreviation) => abbreviation.toLowerCase() === lower)) ??
    only(ABBREVIATIONS.filter((abbreviation) => fold(abbreviation) === folded))
  );
}

function only(found: readonly string[]): string | null {
  return found.length === 1 ? found[0]! : null;
}

/** Text without one capital was typed carelessly; mixed case (`SGDĐT-GDTrH`) is kept. */
function capitals(text: string): string {
  return text === text.toLowerCase() ? text.toUpperCase() : text;
}

function tidy(text: string): string {
  return repairD(toNfc(text))
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s*[-\u00AD\u2010-\u2015\u2212\uFF0D]\s*/g, '-')
    .replace(/\s*[/\u2044\u2215\uFF0F]\s*/g, '/')
    .trim()
    .replace(/^s[ốo]\s*[:.]?\s*(?=\d)/iu, '');
}

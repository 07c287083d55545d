import { REQUEST } from '../errors/request.errors.ts';
import { isRealDate, isRealInstant } from './fields.ts';
import { isId } from './id.pipe.ts';

/** A page of a list: no totals and no page numbers, so that its cost does not grow with the table. */
export interface Page<T> {
  readonly items: T[];
  /** Give it back as `after` for the next page; null on the last. */
  readonly next: string | null;
}

export type CursorKey = string | number | null;

/** Where the next page starts: the sort keys of the last row, opaque to clients. */
export function encodeCursor(keys: readonly CursorKey[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/**
 * @param kinds what each key must be
 * @throws request.bad-cursor
 */
export function decodeCursor(cursor: string, kinds: readonly KeyKind[]): CursorKey[] {
  let keys: unknown;
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw REQUEST.badCursor();
  }
  if (!Array.isArray(keys) || keys.length !== kinds.length) throw REQUEST.badCursor();
  if (!keys.every((key, i) => fits(key, kinds[i]))) throw REQUEST.badCursor();
  return keys as CursorKey[];
}

/** `time` an ISO instant, `day` yyyy-MM-dd, `number` a whole one that PostgreSQL's integer holds. */
type KeyKind = 'time' | 'day' | 'id' | 'text' | 'number';

const FITS: Readonly<Record<KeyKind, (key: unknown) => boolean>> = {
  time: isRealInstant,
  id: isId,
  text: (key) => typeof key === 'string' && key.length <= 500 && !key.includes('\0') && key.isWellFormed(),
  day: (key) => typeof key === 'string' && isRealDate(key),
  number: (key) => Number.isInteger(key) && Math.abs(key as number) < 2 ** 31,
};

function fits(key: unknown, kind: KeyKind | undefined): boolean {
  return kind !== undefined && FITS[kind](key);
}

/** Cuts the one row too many that was read to know whether there is a next page. */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  keysOf: (row: R) => readonly CursorKey[],
  wire: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(wire), next: rows.length > limit && last ? encodeCursor(keysOf(last)) : null };
}

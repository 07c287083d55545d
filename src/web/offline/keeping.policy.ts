/** Which answers are kept to be read without a line, how long, and how much of them. Pure. */
import type { KeptAnswer } from './kept.ts';
import { sorted } from '../words/sorted.ts';

/** What one needs of one's inbox: lists, documents that were open and the names of their types, the first page, the bell. Files only where they were downloaded. */
const KEPT_AREAS: ReadonlySet<unknown> = new Set(['incoming', 'document-types', 'home', 'notices']);

export const KEPT_MS = 7 * 24 * 3_600_000;
const MOST_BYTES = 2_000_000;
const MOST_OF_ONE = 200_000;
/** Of a list. */
const MOST_PAGES = 2;

export const isKept = (key: readonly unknown[]): boolean => KEPT_AREAS.has(key[0]);

interface Pages {
  readonly pages: readonly unknown[];
  readonly pageParams: readonly unknown[];
}

const isPages = (data: unknown): data is Pages =>
  typeof data === 'object' && data !== null && Array.isArray((data as Partial<Pages>).pages);

/** @returns the part worth keeping; undefined: nothing, it is too large */
export function partOf(data: unknown): unknown {
  const part = isPages(data)
    ? { pages: data.pages.slice(0, MOST_PAGES), pageParams: data.pageParams.slice(0, MOST_PAGES) }
    : data;
  return sizeOf(part) > MOST_OF_ONE ? undefined : part;
}

const sizeOf = (data: unknown): number => (JSON.stringify(data) ?? '').length;

/** Parts what is kept into what stays, the newest first up to the measure, and what goes. */
export function sift(
  kept: readonly (readonly [string, KeptAnswer])[],
  accountId: string | null,
  now: number,
): { readonly stay: readonly KeptAnswer[]; readonly go: readonly string[] } {
  const stay: KeptAnswer[] = [];
  const go: string[] = [];
  let bytes = 0;
  for (const [name, answer] of sorted(kept, ([, a], [, b]) => b.at - a.at)) {
    bytes += sizeOf(answer.data);
    const isOurs = answer.accountId === accountId && now - answer.at < KEPT_MS && answer.at <= now + KEPT_MS;
    if (isOurs && bytes <= MOST_BYTES) stay.push(answer);
    else go.push(name);
  }
  return { stay, go };
}

import type { ChildResult, MadePage } from './child/child-result.ts';
import { IMAGE_SIDE, MAX_PAGES, PAGE_HEIGHT, PREVIEW_REASONS } from './preview.plan.ts';

const LONGEST = Math.max(IMAGE_SIDE, PAGE_HEIGHT);

const isWhole = (value: unknown, from: number, to: number): value is number =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to;

/** What a process says that a hostile file may have taken over: believed only in the shape it must have. */
export function checkedResult(said: unknown): ChildResult | null {
  if (typeof said !== 'object' || said === null) return null;
  const { failed, pageCount, pages, hasText, isTextCut } = said as Record<string, unknown>;
  const isReason = failed === null || PREVIEW_REASONS.some((reason) => reason === failed);
  const isCount = pageCount === null || isWhole(pageCount, 1, 10_000_000);
  const arePages = Array.isArray(pages) && pages.length <= MAX_PAGES + 1 && pages.every(isPage);
  if (!isReason || !isCount || !arePages || typeof hasText !== 'boolean' || typeof isTextCut !== 'boolean') return null;
  const numbers = pages.map(({ page }) => page);
  if (numbers.some((page, i) => page !== i)) return null;
  return { failed: failed as ChildResult['failed'], pageCount, pages, hasText, isTextCut };
}

function isPage(said: unknown): said is MadePage {
  if (typeof said !== 'object' || said === null) return false;
  const { page, width, height } = said as Record<string, unknown>;
  return isWhole(page, 0, MAX_PAGES) && isWhole(width, 1, LONGEST) && isWhole(height, 1, LONGEST);
}

/** Is it the picture it should be? The first bytes of every WebP. */
export function isWebp(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP';
}

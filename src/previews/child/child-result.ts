import type { PreviewReason } from '../preview.plan.ts';

export interface MadePage {
  /** 0: the small picture of the first page. */
  readonly page: number;
  readonly width: number;
  readonly height: number;
}

/** What the child says it has made. It may have been taken over by the file: nothing of it is believed unchecked. */
export interface ChildResult {
  readonly failed: PreviewReason | null;
  /** Pages of the file, also those that are not shown; null for what has none. */
  readonly pageCount: number | null;
  readonly pages: readonly MadePage[];
  /** `text.txt` is there. */
  readonly hasText: boolean;
  readonly isTextCut: boolean;
}

export const failure = (failed: PreviewReason): ChildResult => ({
  failed,
  pageCount: null,
  pages: [],
  hasText: false,
  isTextCut: false,
});

import { useEffect, useRef, type RefObject } from 'react';
import { useKeys } from './keys.ts';

/** What `useList` answers, as far as its growing is concerned. */
interface GrowingList {
  readonly rows: readonly unknown[];
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Asks for the next page a little before the end is in sight. */
export function useMoreAtEnd(list: GrowingList): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(list);
  latest.current = list;
  useEffect(() => {
    const watcher = new IntersectionObserver(
      ([seen]) => {
        const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = latest.current;
        if (seen?.isIntersecting && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
      },
      { rootMargin: '600px' },
    );
    if (end.current) watcher.observe(end.current);
    return () => watcher.disconnect();
    // Anew after each page: a page shorter than the margin leaves the end in sight.
  }, [list.rows.length]);
  return end;
}

const links = (box: HTMLElement | null): HTMLElement[] => [
  ...(box?.querySelectorAll<HTMLElement>('a[data-row]') ?? []),
];

/** The focus itself goes from row to row, so that Enter opens and readers read. Nothing is opened in passing. */
export function useRowKeys(box: RefObject<HTMLDivElement | null>, lastId: RefObject<string | null>): void {
  const go = (step: number): void => {
    const all = links(box.current);
    if (all[0]?.offsetParent === null) return;
    const at = all.findIndex((link) => link === document.activeElement);
    const from = at >= 0 ? at : all.findIndex((link) => link.dataset['row'] === lastId.current);
    const to = all[from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + step))];
    to?.focus();
    to?.scrollIntoView({ block: 'nearest' });
    if (to) lastId.current = to.dataset['row'] ?? null;
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    x: () => document.activeElement?.closest('li')?.querySelector('input')?.click(),
  });
}

/** Closing a document puts the focus back on its row. */
export function useBackToRow(
  box: RefObject<HTMLDivElement | null>,
  openId: string | null,
  lastId: RefObject<string | null>,
): void {
  const wasOpen = useRef(openId);
  useEffect(() => {
    if (wasOpen.current !== null && openId === null)
      links(box.current)
        .find((link) => link.dataset['row'] === lastId.current)
        ?.focus({ preventScroll: true });
    wasOpen.current = openId;
  }, [box, openId, lastId]);
}

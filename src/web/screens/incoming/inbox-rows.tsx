import { useEffect, useRef, type RefObject } from 'react';
import { ArrowUp } from 'lucide-react';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { MoreRows } from '../../ui/conditions.tsx';
import { useKeys } from '../../ui/keys.ts';
import { InboxRow } from './inbox-row.tsx';
import type { Inbox } from './use-inbox.ts';

interface RowsProps {
  readonly inbox: Inbox;
  readonly openId: string | null;
  readonly lastId: RefObject<string | null>;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly search: string;
}

/** The rows, more of them as one comes to the end; j and k go from row to row. */
export function InboxRows({ inbox, openId, lastId, selected, onSelect, search }: RowsProps) {
  const t = useTexts(incomingTexts);
  const { list, rows, waiting, showWaiting, isOld } = inbox;
  const box = useRef<HTMLDivElement>(null);
  const end = useMoreAtEnd(list);
  useRowKeys(box, lastId);
  useBackToRow(box, openId, lastId);
  const toggle = useRef<(id: string) => void>(() => undefined);
  toggle.current = (id) =>
    onSelect(selected.has(id) ? new Set([...selected].filter((one) => one !== id)) : new Set([...selected, id]));
  const pick = useRef((id: string) => toggle.current(id)).current;
  return (
    <div ref={box} className={isOld ? 'inbox-rows inbox-old' : 'inbox-rows'} aria-busy={isOld}>
      <p className="hidden-text" role="status">
        {!isOld && t(list.hasNextPage ? 'foundMore' : 'found', { count: rows.length })}
      </p>
      {waiting > 0 && (
        <button type="button" className="new-ones" onClick={showWaiting}>
          <ArrowUp size={16} aria-hidden /> {t('newOnes', { count: waiting })}
        </button>
      )}
      <ul>
        {rows.map((line) => (
          <InboxRow
            key={line.id}
            line={line}
            search={search}
            open={line.id === openId}
            selected={selected.has(line.id)}
            onSelect={pick}
          />
        ))}
      </ul>
      <div ref={end}>
        <MoreRows list={list} />
      </div>
    </div>
  );
}

/** Asks for the next page a little before the end is in sight. */
function useMoreAtEnd(list: Inbox['list']): RefObject<HTMLDivElement | null> {
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
function useRowKeys(box: RefObject<HTMLDivElement | null>, lastId: RefObject<string | null>): void {
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
function useBackToRow(
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

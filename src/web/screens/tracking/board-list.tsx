import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { defaultRangeExtractor, useWindowVirtualizer, type Range, type VirtualItem } from '@tanstack/react-virtual';
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/conditions.tsx';
import { useKeys } from '../../ui/keys.ts';
import { BoardRow, GroupRow } from './board-row.tsx';
import { grouped, linesOf } from './groups.ts';
import { sorted } from '../../words/sorted.ts';

const ROW_HEIGHT = 53;
const OVERSCAN = 12;

interface ListProps {
  readonly rows: readonly TrackingRowWire[];
  readonly onOpen: (deliveryId: string) => void;
  readonly onAll: () => void;
}

/** The rows of a board: however many there are, only those near the window are in the page. */
export function BoardList({ rows, onOpen, onAll }: ListProps) {
  const t = useTexts(trackingTexts);
  const lines = useMemo(() => linesOf(grouped(rows)), [rows]);
  const body = useRef<HTMLDivElement>(null);
  const { virtual, items, margin } = useLines(lines.length, body);
  const focus = useFocus(lines, body, virtual, items.setFocused);
  useKeys({ j: () => focus(1), k: () => focus(-1) });
  if (rows.length === 0)
    return (
      <EmptyState title={t('noneTitle')} action={<Button onClick={onAll}>{t('showAll')}</Button>}>
        {t('noneText')}
      </EmptyState>
    );
  const line = (item: VirtualItem) => {
    const one = lines[item.index];
    if (!one) return null;
    const place = { transform: `translateY(${item.start - margin}px)` };
    return (
      <div
        key={one.kind === 'row' ? one.row.deliveryId : one.group.name}
        ref={virtual.measureElement}
        data-index={item.index}
        className={one.kind === 'row' ? 'board-line' : 'board-line board-group'}
        role="row"
        aria-rowindex={item.index + 2}
        style={place}
        onFocus={() => items.setFocused(item.index)}
      >
        {one.kind === 'row' ? <BoardRow row={one.row} onOpen={onOpen} /> : <GroupRow group={one.group} />}
      </div>
    );
  };
  return (
    <div className="board" role="table" aria-label={t('board')} aria-rowcount={lines.length + 1}>
      <div role="rowgroup" className="board-head">
        <div role="row" aria-rowindex={1} className="board-line">
          {(['unit', 'state', 'who', 'when', 'deadline'] as const).map((column) => (
            <span key={column} role="columnheader">
              {t(column)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="board-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(line)}
      </div>
    </div>
  );
}

/** Lines near the window, and the one with the focus, which must not be lost by scrolling. */
function useLines(count: number, body: React.RefObject<HTMLDivElement | null>) {
  const [focused, setFocused] = useState(-1);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setMargin(Math.round(top + window.scrollY));
  });
  const rangeExtractor = useCallback(
    (range: Range) => {
      const near = defaultRangeExtractor(range);
      return focused < 0 || focused >= count || near.includes(focused)
        ? near
        : sorted([...near, focused], (a, b) => a - b);
    },
    [focused, count],
  );
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: margin,
    rangeExtractor,
  });
  return { virtual, items: { setFocused }, margin };
}

type Virtual = ReturnType<typeof useLines>['virtual'];

/** j and k: to the next row, scrolled to when it is not in the page yet. */
function useFocus(
  lines: readonly { readonly kind: string }[],
  body: React.RefObject<HTMLDivElement | null>,
  virtual: Virtual,
  setFocused: (index: number) => void,
) {
  const [target, setTarget] = useState<number | null>(null);
  useEffect(() => {
    if (target === null) return;
    const button = body.current?.querySelector<HTMLElement>(`[data-index="${target}"] button`);
    if (!button) return;
    button.focus({ preventScroll: true });
    setTarget(null);
  });
  return (step: 1 | -1): void => {
    const at = document.activeElement?.closest('[data-index]')?.getAttribute('data-index');
    let next = at ? Number(at) + step : 0;
    while (lines[next]?.kind === 'group') next += step;
    if (!lines[next]) return;
    setFocused(next);
    setTarget(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
}

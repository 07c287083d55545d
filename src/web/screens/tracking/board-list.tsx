import { useMemo, useRef } from 'react';
import type { VirtualItem } from '@tanstack/react-virtual';
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/conditions.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useLineFocus, useLines } from '../../ui/lazy/lines.ts';
import { BoardRow, GroupRow } from './board-row.tsx';
import { grouped, linesOf } from './groups.ts';

const ROW_HEIGHT = 53;

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
  const { virtual, setFocused, margin } = useLines(lines.length, body, ROW_HEIGHT);
  const focus = useLineFocus(lines.length, body, { virtual, setFocused, skips: (at) => lines[at]?.kind === 'group' });
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
        onFocus={() => setFocused(item.index)}
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

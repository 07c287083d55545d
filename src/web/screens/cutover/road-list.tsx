import { memo, useRef } from 'react';
import type { UnitCutoverWire } from '../../../cutover/cutover.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/conditions.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useLineFocus, useLines } from '../../ui/lazy/lines.ts';
import { Call } from './call.tsx';
import { InboxMark, StepMark } from './frame.tsx';

interface ListProps {
  readonly roads: readonly UnitCutoverWire[];
  readonly onOpen: (unitId: string) => void;
  readonly onAll: () => void;
}

const COLUMNS = ['c_unit', 'c_step', 'c_blockers', 'c_contact', 'c_inboxes'] as const;

const ROW_HEIGHT = 53;

/** The roads of units: however many there are, only those near the window are in the page. */
export function RoadList({ roads, onOpen, onAll }: ListProps) {
  const t = useTexts(cutoverTexts);
  const body = useRef<HTMLDivElement>(null);
  const { virtual, setFocused, margin } = useLines(roads.length, body, ROW_HEIGHT);
  const focus = useLineFocus(roads.length, body, { virtual, setFocused });
  useKeys({ j: () => focus(1), k: () => focus(-1) });
  if (roads.length === 0)
    return (
      <EmptyState title={t('noneTitle')} action={<Button onClick={onAll}>{t('showAll')}</Button>}>
        {t('noneText')}
      </EmptyState>
    );
  return (
    <div className="board" role="table" aria-label={t('list')} aria-rowcount={roads.length + 1}>
      <div role="rowgroup" className="board-head">
        <div role="row" aria-rowindex={1} className="board-line road-line">
          {COLUMNS.map((column) => (
            <span key={column} role="columnheader">
              {t(column)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="board-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const road = roads[item.index];
          return (
            road && (
              <div
                key={road.unitId}
                ref={virtual.measureElement}
                data-index={item.index}
                className="board-line road-line"
                role="row"
                aria-rowindex={item.index + 2}
                style={{ transform: `translateY(${item.start - margin}px)` }}
                onFocus={() => setFocused(item.index)}
              >
                <Row road={road} onOpen={onOpen} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly road: UnitCutoverWire;
  readonly onOpen: (unitId: string) => void;
}

const Row = memo(function Row({ road, onOpen }: RowProps) {
  const t = useTexts(cutoverTexts);
  const [first, ...rest] = road.blockers;
  return (
    <>
      <div role="cell" className="board-unit">
        <button type="button" className="board-open" aria-haspopup="dialog" onClick={() => onOpen(road.unitId)}>
          {road.unitName}
        </button>
        <span className="small quiet">{road.unitCode}</span>
      </div>
      <div role="cell">
        <StepMark step={road.step} />
      </div>
      <div role="cell" className="road-blockers">
        {first && t(`b_${first}`)}
        {rest.length > 0 && <span className="small quiet"> {t('more', { count: rest.length })}</span>}
      </div>
      <div role="cell" className="road-call">
        <Call road={road} />
      </div>
      <div role="cell" className="road-inboxes">
        {road.inboxes.length === 0 && <span className="small quiet">{t('noInbox')}</span>}
        {road.inboxes.slice(0, 2).map((inbox) => (
          <span key={inbox.id} className="block small">
            <span className="breaks">{inbox.address}</span> <InboxMark state={inbox.state} />
          </span>
        ))}
        {road.inboxes.length > 2 && <span className="small quiet">+{road.inboxes.length - 2}</span>}
      </div>
    </>
  );
});

import { useRef } from 'react';
import type { UnitRoadWire } from '../../../onboarding/onboarding.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { readinessTexts } from '../../texts/readiness.vi.ts';
import { useKeys } from '../../ui/keys.ts';
import { useLineFocus, useLines } from '../../ui/lines.ts';
import { RoadRow } from './road-row.tsx';

const ROW_HEIGHT = 61;

interface ListProps {
  readonly rows: readonly UnitRoadWire[];
  readonly onRemind: (row: UnitRoadWire) => void;
}

/** Every unit; however many there are, only those near the window are in the page. */
export function RoadList({ rows, onRemind }: ListProps) {
  const t = useTexts(readinessTexts);
  const body = useRef<HTMLDivElement>(null);
  const { virtual, setFocused, margin } = useLines(rows.length, body, ROW_HEIGHT);
  const focus = useLineFocus(rows.length, body, { virtual, setFocused });
  useKeys({ j: () => focus(1), k: () => focus(-1) });
  return (
    <div role="table" aria-label={t('board')} aria-rowcount={rows.length + 1}>
      <div role="rowgroup" className="road-head">
        <div role="row" aria-rowindex={1} className="road-line">
          {(['unit', 'step', 'next', 'phone', 'act'] as const).map((column) => (
            <span key={column} role="columnheader">
              {t(column)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="road-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <div
                key={row.unitId}
                ref={virtual.measureElement}
                data-index={item.index}
                className="road-line"
                role="row"
                aria-rowindex={item.index + 2}
                style={{ transform: `translateY(${item.start - margin}px)` }}
                onFocus={() => setFocused(item.index)}
              >
                <RoadRow row={row} onRemind={onRemind} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

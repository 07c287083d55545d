import './long-table.css';
import { useRef, type ReactNode } from 'react';
import { useKeys } from '../keys.ts';
import { useLineFocus, useLines } from './lines.ts';

interface TableProps<R> {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  /** Of most rows, px: what is not measured yet. */
  readonly height: number;
  /** Its widths are those of this class: `.<name> .long-line { grid-template-columns }`. */
  readonly className: string;
  /** The cells of a row, each with role="cell". */
  readonly children: (row: R) => ReactNode;
}

/** A table of very many rows: only those near the window are in the page. j and k go from row to row. */
export function LongTable<R>({ label, columns, rows, keyOf, height, className, children }: TableProps<R>) {
  const body = useRef<HTMLDivElement>(null);
  const { virtual, setFocused, margin } = useLines(rows.length, body, height);
  const focus = useLineFocus(rows.length, body, { virtual, setFocused });
  useKeys({ j: () => focus(1), k: () => focus(-1) });
  return (
    <div role="table" className={`long ${className}`} aria-label={label} aria-rowcount={rows.length + 1}>
      <div role="rowgroup" className="long-head">
        <div role="row" aria-rowindex={1} className="long-line">
          {columns.map((column) => (
            <span key={column} role="columnheader">
              {column}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={body} className="long-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <div
                key={keyOf(row)}
                ref={virtual.measureElement}
                data-index={item.index}
                className="long-line"
                role="row"
                aria-rowindex={item.index + 2}
                style={{ transform: `translateY(${item.start - margin}px)` }}
                onFocus={() => setFocused(item.index)}
              >
                {children(row)}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

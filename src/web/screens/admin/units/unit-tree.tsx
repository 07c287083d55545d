import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { moveOf, type TreeRow } from './tree-model.ts';
import type { Tree } from './use-tree.ts';

const ROW = 52;

interface TreeProps {
  readonly tree: Tree;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** Thousands of units: only the rows one sees are there; arrows, Home, End, right and left as in every tree. */
export function UnitTree({ tree, chosen, onChoose }: TreeProps) {
  const t = useTexts(adminUnitsTexts);
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  /** Where the focus is to go, as soon as that row is the one at hand. */
  const wanted = useRef<number | null>(null);
  const { rows } = tree;
  const now = Math.min(at, rows.length - 1);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (i) => `${rows[i]?.kind} ${rows[i]?.id}`,
  });
  useEffect(() => {
    if (wanted.current !== now) return;
    wanted.current = null;
    box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });
  const press = (event: KeyboardEvent): void => {
    const move = moveOf(rows, now, event.key);
    const row = rows[now];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (row) act(row);
    }
    if (!move) return;
    event.preventDefault();
    if ('open' in move) tree.toggle(move.open, true);
    if ('close' in move) tree.toggle(move.close, false);
    if (!('to' in move) || move.to === now) return;
    wanted.current = move.to;
    setAt(move.to);
    list.scrollToIndex(move.to);
  };
  const act = (row: TreeRow): void => {
    if (row.kind === 'unit') onChoose(row.id);
    if (row.kind === 'more') tree.more(row.id);
  };
  return (
    <div ref={box} className="tree">
      <div role="tree" aria-label={t('tree')} style={{ height: list.getTotalSize() }} onKeyDown={press}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <Row
              key={item.key}
              row={row}
              top={item.start}
              isChosen={row.kind === 'unit' && row.id === chosen}
              isAt={item.index === now}
              onAct={() => {
                setAt(item.index);
                act(row);
              }}
              onToggle={() => tree.toggle(row.id, !row.isOpen)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: TreeRow;
  readonly top: number;
  readonly isChosen: boolean;
  readonly isAt: boolean;
  readonly onAct: () => void;
  readonly onToggle: () => void;
}

function Row({ row, top, isChosen, isAt, onAct, onToggle }: RowProps) {
  const c = useTexts(common);
  const { unit } = row;
  const hasChildren = unit !== null && unit.childCount > 0;
  return (
    <div
      role="treeitem"
      className="tree-row"
      tabIndex={isAt ? 0 : -1}
      aria-level={row.level}
      aria-selected={isChosen}
      aria-expanded={hasChildren ? row.isOpen : undefined}
      aria-posinset={row.position || undefined}
      aria-setsize={row.size || undefined}
      style={{ transform: `translateY(${top}px)`, height: ROW, paddingInlineStart: 8 + (row.level - 1) * 20 }}
      onClick={onAct}
    >
      <span
        className="tree-toggle"
        aria-hidden
        onClick={(event) => {
          if (!hasChildren) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {hasChildren && (row.isOpen ? <ChevronDown size={18} /> : <ChevronRight size={18} />)}
      </span>
      <UnitLine row={row} loading={c('loading')} more={c('moreRows')} />
    </div>
  );
}

function UnitLine({ row, loading, more }: { readonly row: TreeRow; readonly loading: string; readonly more: string }) {
  if (!row.unit) return <span className="quiet">{row.kind === 'more' ? more : loading}</span>;
  const { name, code, childCount } = row.unit;
  return (
    <>
      <span className="two-lines tree-name">{name}</span>
      <small className="quiet">{childCount > 0 ? childCount : code}</small>
    </>
  );
}

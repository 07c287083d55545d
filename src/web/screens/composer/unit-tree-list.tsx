import { useMemo, useRef, useState, useId, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { Skeletons } from '../../ui/conditions.tsx';
import type { Directory } from './directory.ts';
import { keyOf, unit, type Target } from './recipient-lines.ts';
import { UnitTreeRow } from './unit-tree-row.tsx';
import { below, rowsOf, type TreeRow } from './unit-tree.ts';

interface ListProps {
  readonly directory: Directory;
  readonly senderId: string | null;
  readonly query: string;
  readonly had: ReadonlySet<string>;
  readonly onPut: (targets: readonly Target[], isOn: boolean) => void;
}

const ROW_PX = 44;

/** The tree of units: one stop of the Tab key, arrows within, only the rows in sight are drawn. */
export function UnitTreeList({ directory, senderId, query, had, onPut }: ListProps) {
  const t = useTexts(composerTexts);
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const { tree } = directory;
  const rows = useMemo(() => rowsOf(tree, senderId ?? '', open, query), [tree, senderId, open, query]);
  const sight = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: (index) => rows[index]?.unit.id ?? index,
  });
  const toggle = (row: TreeRow): void => onPut([unit(row.unit.id)], !had.has(keyOf(unit(row.unit.id))));
  const unfold = (row: TreeRow, isOpen: boolean): void =>
    setOpen((now) => new Set(isOpen ? [...now, row.unit.id] : [...now].filter((one) => one !== row.unit.id)));
  const branch = (row: TreeRow): void => {
    const targets = [row.unit, ...below(tree, row.unit.id)]
      .filter(({ id: at }) => at !== senderId)
      .map((one) => unit(one.id));
    onPut(
      targets,
      targets.some((one) => !had.has(keyOf(one))),
    );
  };
  const go = (to: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    sight.scrollToIndex(next);
  };
  const press = (event: KeyboardEvent): void => {
    const row = rows[active];
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(active + 1),
      ArrowUp: () => go(active - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () => row?.hasChildren && unfold(row, true),
      ArrowLeft: () => row?.isOpen && unfold(row, false),
      ' ': () => row && (event.shiftKey ? branch(row) : toggle(row)),
      Enter: () => row && toggle(row),
    };
    const move = moves[event.key];
    if (!move || event.target !== event.currentTarget) return;
    event.preventDefault();
    move();
  };
  if (rows.length === 0)
    return directory.isLoading ? (
      <Skeletons rows={6} height={ROW_PX} />
    ) : (
      <p className="quiet">{t(query ? 'noUnitFound' : 'noUnits')}</p>
    );
  const inSight = sight.getVirtualItems();
  const activeRow = rows[active] && inSight.some(({ index }) => index === active) ? `${id}-${active}` : undefined;
  return (
    <>
      <div
        ref={box}
        className="unit-tree"
        role="tree"
        aria-label={t('treeLabel')}
        aria-multiselectable
        aria-activedescendant={activeRow}
        tabIndex={0}
        onKeyDown={press}
      >
        <div role="presentation" style={{ height: sight.getTotalSize(), position: 'relative' }}>
          {inSight.map(({ index, start, key }) => {
            const row = rows[index];
            return (
              row && (
                <UnitTreeRow
                  key={key}
                  id={`${id}-${index}`}
                  index={index}
                  top={start}
                  measure={sight.measureElement}
                  row={row}
                  count={row.hasChildren ? below(tree, row.unit.id).length : 0}
                  isActive={index === active}
                  isSender={row.unit.id === senderId}
                  isOn={had.has(keyOf(unit(row.unit.id)))}
                  onToggle={() => {
                    setActive(index);
                    toggle(row);
                  }}
                  onUnfold={() => unfold(row, !row.isOpen)}
                  onBranch={() => branch(row)}
                />
              )
            );
          })}
        </div>
      </div>
      <p className="small quiet">{directory.isLoading ? t('unitsComing', { count: tree.byId.size }) : t('treeKeys')}</p>
    </>
  );
}

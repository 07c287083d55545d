import { ChevronDown, ChevronRight, Square, SquareCheckBig } from 'lucide-react';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import type { TreeRow } from './unit-tree.ts';

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly row: TreeRow;
  /** Units below it. */
  readonly count: number;
  readonly isActive: boolean;
  readonly isOn: boolean;
  readonly isSender: boolean;
  readonly onToggle: () => void;
  readonly onUnfold: () => void;
  readonly onBranch: () => void;
}

const STEP_PX = 20;

/** A unit in the tree. The small buttons are for the mouse and the finger; the keyboard has its keys on the tree. */
export function UnitTreeRow({ id, index, top, measure, row, count, isActive, isOn, isSender, ...acts }: RowProps) {
  const t = useTexts(composerTexts);
  const { unit, depth, hasChildren, isOpen } = row;
  return (
    <div
      id={id}
      ref={measure}
      data-index={index}
      role="treeitem"
      aria-level={depth + 1}
      aria-checked={isOn}
      aria-expanded={hasChildren ? isOpen : undefined}
      className={isActive ? 'unit-row unit-row-active' : 'unit-row'}
      style={{ transform: `translateY(${top}px)`, paddingInlineStart: depth * STEP_PX }}
      onClick={acts.onToggle}
    >
      {hasChildren ? (
        <button
          type="button"
          tabIndex={-1}
          className="unit-fold"
          aria-label={t(isOpen ? 'foldUnit' : 'unfoldUnit', { name: unit.name })}
          onClick={(event) => {
            event.stopPropagation();
            acts.onUnfold();
          }}
        >
          {isOpen ? <ChevronDown size={18} aria-hidden /> : <ChevronRight size={18} aria-hidden />}
        </button>
      ) : (
        <span className="unit-fold" aria-hidden />
      )}
      {isOn ? <SquareCheckBig size={18} className="unit-on" aria-hidden /> : <Square size={18} aria-hidden />}
      <span className="unit-name">
        {unit.name}
        {isSender && <span className="quiet small"> · {t('senderItself')}</span>}
        {unit.channel !== 'system' && <span className="quiet small"> · {t(`channel_${unit.channel}`)}</span>}
      </span>
      {hasChildren && (
        <button
          type="button"
          tabIndex={-1}
          className="link-button small"
          onClick={(event) => {
            event.stopPropagation();
            acts.onBranch();
          }}
        >
          {t('wholeBranch', { count: count + 1 })}
        </button>
      )}
    </div>
  );
}

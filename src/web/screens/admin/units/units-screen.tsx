import { useState } from 'react';
import { Plus } from 'lucide-react';
import { useNavigate, useParams } from 'react-router';
import type { UnitWire } from '../../../../units/unit.wire.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminUnitsTexts } from '../../../texts/admin-units.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { ReadingPane } from '../../../ui/reading-pane.tsx';
import { useAdministered } from '../parts/administers.ts';
import { useLater } from '../parts/later.ts';
import { ListHead } from '../parts/list-head.tsx';
import { NewUnit } from './unit-forms.tsx';
import { UnitPage } from './unit-page.tsx';
import { UnitTree } from './unit-tree.tsx';
import { useTree, type Tree } from './use-tree.ts';

/** Đơn vị: the tree of the units one administers, with the chosen one beside it. */
export function UnitsScreen() {
  const t = useTexts(adminUnitsTexts);
  const w = useTexts(adminWordsTexts);
  const { id } = useParams();
  const navigate = useNavigate();
  const roots = useAdministered();
  const tree = useTree(roots.map((root) => root.id));
  const [typed, type] = useState('');
  const [adding, setAdding] = useState(false);
  const q = useLater(typed.trim());
  const choose = (unitId: string): void => void navigate(`/people/units/${unitId}`);
  const root = roots[0];
  const add = (
    <Button
      kind="primary"
      icon={<Plus size={18} aria-hidden />}
      refused={root ? null : t('noRoot')}
      onClick={() => setAdding(true)}
    >
      {t('new')}
    </Button>
  );
  return (
    <>
      <ReadingPane
        label={t('tree')}
        listPath="/people/units"
        hint={t('choose')}
        list={
          <div className="list-page">
            <ListHead title={t('title')} actions={add} />
            <TextField
              label={w('findUnit')}
              hint={w('findUnitHint')}
              type="search"
              value={typed}
              onChange={type}
              autoComplete="off"
            />
            {q ? (
              <FoundUnits q={q} chosen={id ?? null} onChoose={choose} />
            ) : (
              <WholeTree tree={tree} chosen={id ?? null} onChoose={choose} />
            )}
          </div>
        }
        detail={id ? <UnitPage key={id} id={id} /> : null}
      />
      {adding && root && (
        <NewUnit
          parent={root}
          onClose={() => setAdding(false)}
          onMade={(unit) => {
            setAdding(false);
            choose(unit.id);
          }}
        />
      )}
    </>
  );
}

interface ChooseProps {
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function WholeTree({ tree, ...rest }: ChooseProps & { readonly tree: Tree }) {
  const t = useTexts(adminUnitsTexts);
  if (tree.roots.isPending) return <Skeletons rows={8} height={52} />;
  if (tree.roots.isError && !tree.roots.data)
    return <ErrorState error={tree.roots.error} onRetry={() => void tree.roots.refetch()} />;
  const isBare = tree.rows.length > 0 && tree.rows.every(({ unit }) => unit?.childCount === 0);
  return (
    <>
      <UnitTree tree={tree} {...rest} />
      {isBare && <EmptyState title={t('noneYet')}>{t('noneYetText')}</EmptyState>}
      <p className="small quiet screen-only keyboard-only">{t('treeHint')}</p>
    </>
  );
}

function FoundUnits({ q, chosen, onChoose }: ChooseProps & { readonly q: string }) {
  const t = useTexts(adminUnitsTexts);
  const w = useTexts(adminWordsTexts);
  const found = useList<UnitWire>(['units', 'found'], '/units', { q, includeClosed: true });
  if (found.isPending) return <Skeletons rows={5} height={52} />;
  if (found.isError && !found.data) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <p className="small quiet" role="status">
        {found.rows.length > 0 ? w('foundCount', { count: found.rows.length }) : w('noneFound', { q })}
      </p>
      <ul className="choices">
        {found.rows.map((unit) => (
          <li key={unit.id}>
            <button type="button" aria-current={unit.id === chosen || undefined} onClick={() => onChoose(unit.id)}>
              <span className="two-lines">{unit.name}</span>
              <small className="quiet">
                {unit.code}
                {unit.closedOn && ` · ${t('closedMark')}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <MoreRows list={found} />
    </>
  );
}

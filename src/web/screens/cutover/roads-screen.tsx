import { useCallback, useMemo, useState } from 'react';
import { BellRing, X } from 'lucide-react';
import type { UnitCutoverWire } from '../../../cutover/cutover.wire.ts';
import { useTexts, type Translate } from '../../texts/catalogue.ts';
import { cutoverTexts, type vi } from '../../texts/cutover.vi.ts';
import { Button, ButtonLink, IconButton } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { saveText } from '../admin/audit/save-text.ts';
import { useSearch } from '../../ui/use-search.ts';
import { csvOf, fileNameOf } from '../../words/table.ts';
import { CutoverPage } from './frame.tsx';
import { RemindDialog } from './remind-dialog.tsx';
import { RoadDialog } from './road-dialog.tsx';
import { RoadList } from './road-list.tsx';
import { RoadTotals } from './road-totals.tsx';
import { asShow, BLOCKERS, countSteps, hasWords, isShown, type Show } from './roads.ts';
import { useCount } from './use-count.ts';
import { useRoads } from './use-roads.ts';

/** Every unit's road: found, filtered, called, reminded. */
export function RoadsScreen() {
  const t = useTexts(cutoverTexts);
  const n = useCount();
  const { roads, ...list } = useRoads();
  const [search, set] = useSearch();
  const [reminds, setReminds] = useState<readonly UnitCutoverWire[] | null>(null);
  const [show, words, unit] = [asShow(search.get('show')), search.get('q') ?? '', search.get('unit')];
  const shown = useMemo(
    () => roads.filter((road) => isShown(road, show) && (words === '' || hasWords(road, words))),
    [roads, show, words],
  );
  const open = useCallback((unitId: string) => set('unit', unitId), [set]);
  const opened = unit === null ? null : (roads.find(({ unitId }) => unitId === unit) ?? null);
  const narrow = (to: Show): void => set('show', to === 'all' ? null : to);
  const isEmpty = list.isSettled && roads.length === 0;
  return (
    <CutoverPage
      title={t('list')}
      actions={
        <>
          <Button
            kind="primary"
            icon={<BellRing size={18} aria-hidden />}
            busy={!list.isSettled && list.error === null}
            refused={shown.length === 0 || !list.isSettled ? t('remindNobody') : null}
            onClick={() => setReminds(shown)}
          >
            {list.isSettled ? t('remindMany', { count: n(shown.length) }) : t('remind')}
          </Button>
          <Menu
            label={t('moreActs')}
            items={[
              {
                label: t('csv'),
                onSelect: () => saveText(fileNameOf(t('list'), 'csv'), 'text/csv', csvOf(tableOf(shown, t))),
              },
            ]}
          />
        </>
      }
    >
      {list.error && roads.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : isEmpty ? (
        <EmptyState title={t('emptyTitle')} action={<ButtonLink to="/people/units">{t('toUnits')}</ButtonLink>}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <>
          <RoadTotals counts={list.isSettled ? countSteps(roads) : null} show={show} onShow={narrow} />
          <div className="board-tools">
            <div className="board-search">
              <SearchField label={t('find')} hint={t('findHint')} value={words} onChange={(q) => set('q', q || null)} />
            </div>
            <BlockerFilter show={show} onClear={() => narrow('all')} />
            <span className="quiet" role="status">
              {list.isSettled && t('shownCount', { count: n(shown.length) })}
            </span>
          </div>
          {!list.isSettled ? (
            <Skeletons rows={10} height={52} />
          ) : (
            <RoadList
              key={`${show} ${words}`}
              roads={shown}
              onOpen={open}
              onAll={() => {
                narrow('all');
                set('q', null);
              }}
            />
          )}
          {list.isSettled && !list.isWhole && (
            <p className="line">
              {t('onlyFirst', { count: n(list.loaded) })}
              <Button onClick={list.more}>{t('loadRest')}</Button>
            </p>
          )}
        </>
      )}
      {opened && !reminds && (
        <RoadDialog road={opened} onClose={() => set('unit', null)} onRemind={() => setReminds([opened])} />
      )}
      {reminds && <RemindDialog roads={reminds} onClose={() => setReminds(null)} />}
    </CutoverPage>
  );
}

/** A filter that came with the address: what is in the way. */
function BlockerFilter({ show, onClear }: { readonly show: Show; readonly onClear: () => void }) {
  const t = useTexts(cutoverTexts);
  const blocker = BLOCKERS.find((one) => one === show);
  if (!blocker) return null;
  return (
    <span className="chip">
      {t(`b_${blocker}`)}
      <IconButton label={t('showAll')} onClick={onClear}>
        <X size={16} aria-hidden />
      </IconButton>
    </span>
  );
}

/** To be called through on paper. */
const tableOf = (roads: readonly UnitCutoverWire[], t: Translate<typeof vi>): string[][] => [
  [t('c_unit'), t('c_step'), t('c_blockers'), t('c_contact'), t('phone'), t('c_inboxes')],
  ...roads.map(({ unitName, step, blockers, contact, phone, inboxes }) => [
    unitName,
    t(`step_${step}`),
    blockers.map((blocker) => t(`b_${blocker}`)).join('; '),
    contact ? `${contact.name}, ${contact.title}` : '',
    phone ?? '',
    inboxes.map(({ address }) => address).join(', '),
  ]),
];

import './readiness.css';
import { useCallback, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import type { FunnelWire, OnboardingUnitPageWire, OnboardingUnitWire } from '../../../onboarding/onboarding.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts, type Translate } from '../../texts/catalogue.ts';
import { useLanguage } from '../../texts/language.ts';
import { readinessTexts, type vi } from '../../texts/readiness.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { LongTable } from '../../ui/long-table.tsx';
import { useRows } from '../../ui/use-rows.ts';
import { useSearch } from '../../ui/use-search.ts';
import { countInWords } from '../../words/amounts.ts';
import { Section } from '../admin/parts/section.tsx';
import { Funnel } from './funnel.tsx';
import { Remind } from './remind.tsx';
import { RoadRow } from './road-row.tsx';
import { RoadTools } from './road-tools.tsx';
import { filterOf, type Filter } from './road.ts';

const COLUMNS = ['unit', 'step', 'next', 'phone', 'act'] as const;
const ROW_HEIGHT = 61;
const PAGE = 200;
/** As the service takes at once. */
const MOST_ASKED = 2000;

/** Sẵn sàng: how far the units have come, what each still needs, whom to phone. */
export function Readiness() {
  const t = useTexts(readinessTexts);
  const language = useLanguage();
  const [search, set] = useSearch();
  const filter = filterOf(search);
  const [asking, ask] = useState<readonly OnboardingUnitWire[] | null>(null);
  const funnel = useQuery({
    queryKey: ['onboarding', 'funnel'],
    queryFn: ({ signal }) => get<FunnelWire>('/onboarding', { signal }),
  });
  const roads = useRoads(filter);
  const refused = whyNot(roads, filter, t);
  const one = useCallback((row: OnboardingUnitWire) => ask([row]), []);
  const clear = (): void => ['step', 'missing', 'sector', 'q'].forEach((name) => set(name, null));
  return (
    <Section
      title={t('title')}
      below={<p className="quiet">{t('intro')}</p>}
      actions={
        <Button icon={<BellRing size={18} aria-hidden />} refused={refused} onClick={() => ask(roads.rows)}>
          {t('remindShown', {
            count: countInWords(roads.rows.filter(({ step }) => step !== 'ready').length, language),
          })}
        </Button>
      }
    >
      {funnel.isPending && <Skeletons rows={7} height={36} />}
      {funnel.isError && !funnel.data && <ErrorState error={funnel.error} onRetry={() => void funnel.refetch()} />}
      {funnel.data && funnel.data.total > 0 && <Standing funnel={funnel.data} />}
      {funnel.data && funnel.data.total > 0 && (
        <Funnel funnel={funnel.data} step={filter.step} onStep={(step) => set('step', step)} />
      )}
      {funnel.data?.total === 0 ? (
        <EmptyState title={t('noUnitsTitle')} action={<ButtonLink to="/people/imports">{t('toImports')}</ButtonLink>}>
          {t('noUnitsText')}
        </EmptyState>
      ) : (
        <Units roads={roads} filter={filter} funnel={funnel.data} set={set} clear={clear} onRemind={one} />
      )}
      {asking && <Remind rows={asking} body={bodyOf(asking, roads.rows, filter)} onClose={() => ask(null)} />}
    </Section>
  );
}

function Standing({ funnel: { ready, total } }: { readonly funnel: FunnelWire }) {
  const t = useTexts(readinessTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  return (
    <h2 className="funnel-title">
      {ready === total ? t('allReady', { total: n(total) }) : t('readyOf', { ready: n(ready), total: n(total) })}
    </h2>
  );
}

interface UnitsProps {
  readonly roads: Roads;
  readonly filter: Filter;
  readonly funnel: FunnelWire | undefined;
  readonly set: (name: string, value: string | null) => void;
  readonly clear: () => void;
  readonly onRemind: (row: OnboardingUnitWire) => void;
}

function Units({ roads, filter, funnel, set, clear, onRemind }: UnitsProps) {
  const t = useTexts(readinessTexts);
  const { list, rows } = roads;
  return (
    <>
      <RoadTools
        filter={filter}
        funnel={funnel}
        set={set}
        count={list.isSettled && !list.isStale ? rows.length : null}
      />
      {list.isPending && <Skeletons rows={8} height={60} />}
      {list.error && rows.length === 0 && <ErrorState error={list.error} onRetry={list.again} />}
      {list.isSettled && rows.length === 0 && (
        <EmptyState title={t('emptyTitle')} action={<Button onClick={clear}>{t('showAll')}</Button>}>
          {t('emptyText')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <LongTable
          label={t('board')}
          columns={COLUMNS.map((column) => t(column))}
          rows={rows}
          keyOf={({ unitId }) => unitId}
          height={ROW_HEIGHT}
          className="road"
        >
          {(row) => <RoadRow row={row} onRemind={onRemind} />}
        </LongTable>
      )}
      {list.isSettled && !list.isWhole && (
        <p className="line">
          {t('onlyFirst', { count: list.loaded })}
          <Button onClick={list.more}>{t('loadRest')}</Button>
        </p>
      )}
    </>
  );
}

type Roads = ReturnType<typeof useRoads>;

function useRoads(filter: Filter) {
  const list = useRows<OnboardingUnitPageWire>({
    key: ['onboarding', 'units', filter],
    page: (after, signal) =>
      get<OnboardingUnitPageWire>('/onboarding/units', { query: { ...filter, limit: PAGE, after }, signal }),
    next: (page) => page.next,
    count: (page) => page.items.length,
    keep: true,
  });
  return { list, rows: list.pages.flatMap(({ items }) => items) };
}

const isNarrowed = ({ missing, sector, q }: Filter): boolean => Boolean(missing ?? sector ?? q);

function whyNot({ list, rows }: Roads, filter: Filter, t: Translate<typeof vi>): string | null {
  if (!list.isSettled || list.isStale) return t('stillLoading');
  if (rows.every(({ step }) => step === 'ready')) return t('nobodyToRemind');
  return isNarrowed(filter) && rows.length > MOST_ASKED ? t('tooMany') : null;
}

/** All at a step the service finds by itself, also those that are not loaded; otherwise exactly the units that are shown. */
function bodyOf(asked: readonly OnboardingUnitWire[], shown: readonly OnboardingUnitWire[], filter: Filter): object {
  if (asked !== shown || isNarrowed(filter)) return { unitIds: asked.map(({ unitId }) => unitId) };
  return filter.step ? { step: filter.step } : {};
}

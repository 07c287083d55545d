import { useMemo, useState } from 'react';
import { CheckCheck } from 'lucide-react';
import type { OutstandingPageWire } from '../../../outgoing/tracking.wire.ts';
import { get } from '../../api/client.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { Choice, SelectField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { GROUPINGS, waitingBy, type Grouping, type Waiting } from './outstanding-groups.ts';
import { WaitingDocument, WaitingUnit } from './waiting-group.tsx';
import { hasWords } from './segments.ts';
import { useSearch } from '../../ui/use-search.ts';
import { useRows } from '../../ui/use-rows.ts';

/** What can be asked of the API, with its word here. */
const ASKS = {
  all: 'everything',
  open: 'unopened',
  acknowledge: 'unacknowledged',
  finish: 'unfinished',
  overdue: 'late',
  refused: 'back',
  undeliverable: 'undeliverable',
} as const;
type Ask = keyof typeof ASKS;
const GROUPS_SHOWN = 40;

/** All that waits for somebody, across the documents of the person's units. */
export function Outstanding() {
  const t = useTexts(trackingTexts);
  const filter = useOutstandingFilter();
  const { ask, unitId, by, words } = filter;
  const list = useRows<OutstandingPageWire>({
    key: ['tracking', 'outstanding', ask, unitId],
    page: (after, signal) =>
      get<OutstandingPageWire>('/outstanding-deliveries', {
        query: { limit: 200, after, waiting: ask === 'all' ? null : ask, unitId: unitId || null },
        signal,
      }),
    next: (page) => page.next,
    count: (page) => page.items.length,
    keep: true,
  });
  const { pages } = list;
  const groups = useMemo(
    () =>
      waitingBy(
        by,
        pages
          .flatMap((page) => page.items)
          .filter((row) => hasWords(`${row.unit} ${row.unitCode} ${row.symbol} ${row.subject}`, words)),
      ),
    [by, pages, words],
  );
  return (
    <Page wide title={t('title')} below={<p className="quiet">{t('lead')}</p>}>
      <Filters filter={filter} />
      {list.error && list.loaded === 0 ? (
        <ErrorState error={list.error} onRetry={list.again} />
      ) : list.isPending ? (
        <Skeletons rows={4} height={150} />
      ) : groups.length === 0 && list.isSettled ? (
        <Nothing isFiltered={ask !== 'all' || words !== '' || unitId !== ''} />
      ) : (
        <Groups groups={groups} by={by} ask={ask} isStale={list.isStale} isSettled={list.isSettled} />
      )}
      {list.isSettled && !list.isWhole && (
        <div className="more-rows">
          <Button onClick={list.more}>{t('loadRest')}</Button>
        </div>
      )}
    </Page>
  );
}

function useOutstandingFilter() {
  const [search, set] = useSearch();
  const asked = search.get('waiting');
  return {
    ask: (Object.keys(ASKS) as Ask[]).find((one) => one === asked) ?? 'all',
    by: GROUPINGS.find((one) => one === search.get('by')) ?? 'document',
    unitId: search.get('unit') ?? '',
    words: search.get('q') ?? '',
    set: set as (name: 'waiting' | 'by' | 'unit' | 'q', value: string) => void,
  };
}

function Filters({ filter }: { readonly filter: ReturnType<typeof useOutstandingFilter> }) {
  const t = useTexts(trackingTexts);
  const { posts } = useWho();
  const units = new Map(posts.filter(({ role }) => role !== 'admin').map((post) => [post.unitId, post.unitName]));
  return (
    <Toolbar label={t('filters')}>
      <Choice
        label={t('show')}
        value={filter.ask}
        onChange={(ask) => filter.set('waiting', ask === 'all' ? '' : ask)}
        options={(Object.keys(ASKS) as Ask[]).map((ask) => ({ value: ask, label: t(ASKS[ask]) }))}
      />
      <Choice
        label={t('groupBy')}
        value={filter.by}
        onChange={(by) => filter.set('by', by === 'document' ? '' : by)}
        options={[
          { value: 'document', label: t('byDocument') },
          { value: 'unit', label: t('byUnit') },
        ]}
      />
      {units.size > 1 && (
        <SelectField
          label={t('sendingUnit')}
          value={filter.unitId}
          onChange={(unitId) => filter.set('unit', unitId)}
          options={[{ value: '', label: t('allUnits') }, ...[...units].map(([value, label]) => ({ value, label }))]}
        />
      )}
      <input
        type="search"
        className="input board-search"
        aria-label={t('searchBoth')}
        placeholder={t('searchBoth')}
        value={filter.words}
        onChange={(event) => filter.set('q', event.target.value)}
      />
    </Toolbar>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  const t = useTexts(trackingTexts);
  if (isFiltered)
    return (
      <EmptyState title={t('nothingFoundTitle')} action={<ButtonLink to="/tracking">{t('everything')}</ButtonLink>} />
    );
  return (
    <EmptyState
      title={t('nothingTitle')}
      icon={<CheckCheck size={28} />}
      action={<ButtonLink to="/outgoing">{t('outgoing')}</ButtonLink>}
    >
      {t('nothingText')}
    </EmptyState>
  );
}

interface GroupsProps {
  readonly groups: readonly Waiting[];
  readonly by: Grouping;
  readonly ask: Ask;
  readonly isStale: boolean;
  /** All rows are there: what is left out can be counted. */
  readonly isSettled: boolean;
}

/** On the board of a document, the filter that is asked for here. */
const BOARD_SHOWS: Partial<Record<Ask, string>> = {
  open: 'unopened',
  acknowledge: 'unacknowledged',
  overdue: 'late',
  refused: 'back',
  undeliverable: 'back',
};

function Groups({ groups, by, ask, isStale, isSettled }: GroupsProps) {
  const t = useTexts(trackingTexts);
  const [most, setMost] = useState(GROUPS_SHOWN);
  const show = BOARD_SHOWS[ask];
  return (
    <div className="outstanding" aria-busy={isStale}>
      {groups
        .slice(0, most)
        .map((group) =>
          by === 'document' ? (
            <WaitingDocument key={group.id} group={group} show={show} isSettled={isSettled} />
          ) : (
            <WaitingUnit key={group.id} group={group} />
          ),
        )}
      {groups.length > most && (
        <div className="more-rows">
          <Button onClick={() => setMost(most + GROUPS_SHOWN)}>{t('moreGroups')}</Button>
        </div>
      )}
    </div>
  );
}

import { useEffect } from 'react';
import { FilePlus2, Send } from 'lucide-react';
import { useNavigate, useSearchParams } from 'react-router';
import type { OutgoingLineWire } from '../../../outgoing/outgoing.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useArrival } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ENDS, FILTERS, isEnd, isFilter, type Filter } from './filters.ts';
import { OutgoingRow } from './outgoing-row.tsx';

const AGAIN_MS = 30_000;

/** The list: a state at a time or all, found by number or words, newest change first. */
export function OutgoingList({ openId }: { readonly openId: string | null }) {
  const t = useTexts(outgoingTexts);
  const heading = useArrival(t('title'));
  const navigate = useNavigate();
  const { filter, query, searchText, choose, find } = useFilter();
  const list = useList<OutgoingLineWire>(
    ['outgoing', 'list'],
    '/outgoing-documents',
    { state: filter === 'all' ? null : filter, q: query.trim() || null },
    { refetchInterval: AGAIN_MS, keep: true },
  );
  // Nothing older of the list is there to be shown meanwhile.
  const isFirst = list.isLoading || (list.isPlaceholderData && list.rows.length === 0);
  useEffect(() => {
    if (!openId) document.title = `${t('title')} · gnvb`;
  }, [openId, t]);
  const go = (by: number): void => {
    const at = list.rows.findIndex(({ id }) => id === openId);
    const row = list.rows[Math.max(0, Math.min(list.rows.length - 1, at + by))];
    if (row) void navigate({ pathname: `/outgoing/${row.id}`, search: searchText });
  };
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    c: () => void navigate('/outgoing/new'),
  });
  return (
    <>
      <header className="list-head screen-only">
        <div className="line spread">
          <h1 ref={heading} tabIndex={-1}>
            {t('title')}
          </h1>
          <ButtonLink to="/outgoing/new" kind={openId ? 'plain' : 'primary'} icon={<FilePlus2 size={18} aria-hidden />}>
            {t('compose')}
          </ButtonLink>
        </div>
        <SearchField label={t('search')} hint={t('searchHint')} value={query} onChange={find} />
        <Filters filter={filter} onChoose={choose} />
        <FilterOfPhone filter={filter} onChoose={choose} />
      </header>
      {isFirst && <Skeletons rows={7} height={76} />}
      {list.error && list.rows.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {!isFirst && !list.error && list.rows.length === 0 && <Nothing filter={filter} query={query} />}
      <ul className="doc-rows" aria-busy={list.isFetching || undefined}>
        {list.rows.map((row) => (
          <OutgoingRow key={row.id} row={row} isOpen={row.id === openId} search={searchText} />
        ))}
      </ul>
      <MoreRows list={list} />
    </>
  );
}

function useFilter() {
  const [params, setParams] = useSearchParams();
  const state = params.get('state') ?? 'all';
  const filter: Filter = isFilter(state) ? state : 'all';
  const set = (name: string, value: string): void =>
    setParams(
      (now) => {
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  return {
    filter,
    query: params.get('q') ?? '',
    searchText: params.toString(),
    choose: (one: Filter) => set('state', one === 'all' ? '' : one),
    find: (text: string) => set('q', text),
  };
}

interface FilterProps {
  readonly filter: Filter;
  readonly onChoose: (filter: Filter) => void;
}

function Filters({ filter, onChoose }: FilterProps) {
  const t = useTexts(outgoingTexts);
  return (
    <div className="filters" role="group" aria-label={t('filters')}>
      {FILTERS.map((one) => (
        <button key={one} type="button" aria-pressed={one === filter} className="filter" onClick={() => onChoose(one)}>
          {t(`filter_${one}`)}
        </button>
      ))}
      <select
        className="filter"
        aria-label={t('filterEnds')}
        data-on={isEnd(filter) || undefined}
        value={isEnd(filter) ? filter : ''}
        onChange={({ target }) => onChoose(isFilter(target.value) ? target.value : 'all')}
      >
        <option value="">{t('filterOther')}</option>
        {ENDS.map((one) => (
          <option key={one} value={one}>
            {t(`filter_${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Eleven buttons are too many for a thumb. */
function FilterOfPhone({ filter, onChoose }: FilterProps) {
  const t = useTexts(outgoingTexts);
  return (
    <select
      className="input filter-phone"
      aria-label={t('filters')}
      value={filter}
      onChange={({ target }) => onChoose(isFilter(target.value) ? target.value : 'all')}
    >
      {[...FILTERS, ...ENDS].map((one) => (
        <option key={one} value={one}>
          {t(`filter_${one}`)}
        </option>
      ))}
    </select>
  );
}

function Nothing({ filter, query }: { readonly filter: Filter; readonly query: string }) {
  const t = useTexts(outgoingTexts);
  if (query.trim())
    return <EmptyState title={t('nothingFound', { query: query.trim() })}>{t('nothingFoundText')}</EmptyState>;
  if (filter !== 'all') return <EmptyState title={t('nothingIn', { filter: t(`filter_${filter}`).toLowerCase() })} />;
  return (
    <EmptyState
      title={t('empty')}
      icon={<Send size={28} />}
      action={
        <ButtonLink to="/outgoing/new" kind="primary">
          {t('composeFirst')}
        </ButtonLink>
      }
    >
      {t('emptyText')}
    </EmptyState>
  );
}

import { useMemo, useRef, useState, type RefObject } from 'react';
import { FilePlus2, SlidersHorizontal } from 'lucide-react';
import { useLocation, useNavigate } from 'react-router';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useOffers } from '../../ui/commands.ts';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Boxes } from './boxes.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { InboxEmpty } from './inbox-empty.tsx';
import { countConditions, filterOf, searchOf, type InboxFilter } from './inbox-filter.ts';
import { InboxRows } from './inbox-rows.tsx';
import { useInbox } from './use-inbox.ts';
import { useSavedFilters } from './saved-filters.ts';
import { later } from '../../ui/later.tsx';

const FilterDialog = later(async () => (await import('./lazy/filter-dialog.tsx')).FilterDialog);
const NOTHING: ReadonlySet<string> = new Set();
const isCoarse = (): boolean => matchMedia('(pointer: coarse)').matches;

interface PanelProps {
  readonly openId: string | null;
  readonly lastId: RefObject<string | null>;
  /** Of the page; null while a document has it. */
  readonly heading: RefObject<HTMLHeadingElement | null> | null;
}

/** Everything at the left: boxes, search, filters, rows, and what is done to several at once. */
export function InboxPanel({ openId, lastId, heading }: PanelProps) {
  const t = useTexts(incomingTexts);
  const who = useWho();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const filter = useMemo(() => filterOf(new URLSearchParams(search)), [search]);
  const [pointed, setPointed] = useState(false);
  const [selected, select] = useState(NOTHING);
  const [asks, setAsks] = useState(false);
  const saved = useSavedFilters(who.account.id);
  const inbox = useInbox(filter, pointed || (openId === null && isCoarse()));
  const panel = useRef<HTMLDivElement>(null);
  const isClerk = who.posts.some(({ role }) => role === 'clerk');
  const become = (next: InboxFilter, replace = false): void => {
    select(NOTHING);
    void navigate({ pathname, search: searchOf(next) }, { replace });
  };
  const enter = { pathname, search, hash: 'enter' };
  useOffers(useMemo(() => (isClerk ? [{ name: t('enter'), to: '/incoming#enter' }] : []), [isClerk, t]));
  const count = countConditions(filter);
  return (
    <div ref={panel} className="inbox">
      <header className="list-head screen-only">
        <div className="line spread">
          <h1 ref={heading} tabIndex={-1}>
            {t('title')}
          </h1>
          {isClerk && (
            <ButtonLink to={`${enter.pathname}${enter.search}#enter`} icon={<FilePlus2 size={18} aria-hidden />}>
              {t('enter')}
            </ButtonLink>
          )}
        </div>
        <div className="inbox-search">
          <SearchField
            label={t('search')}
            hint={t('searchHint')}
            value={filter.q}
            onChange={(q) => become({ ...filter, q }, true)}
          />
          <Button
            icon={<SlidersHorizontal size={18} aria-hidden />}
            aria-haspopup="dialog"
            onClick={() => setAsks(true)}
          >
            {count > 0 ? t('filtersOn', { count }) : t('filters')}
          </Button>
        </div>
        <Boxes filter={filter} saved={saved.filters} onRemove={saved.remove} />
      </header>
      <div
        className="inbox-body"
        onPointerEnter={() => setPointed(!isCoarse())}
        onPointerLeave={() => setPointed(false)}
      >
        {inbox.list.isPending && <Skeletons rows={8} height={92} />}
        {inbox.list.isError && inbox.rows.length === 0 && (
          <ErrorState error={inbox.list.error} onRetry={() => void inbox.list.refetch()} />
        )}
        {inbox.list.isSuccess && inbox.rows.length === 0 && !inbox.isOld && (
          <InboxEmpty filter={filter} isClerk={isClerk} />
        )}
        {inbox.rows.length > 0 && (
          <InboxRows
            inbox={inbox}
            openId={openId}
            lastId={lastId}
            selected={selected}
            onSelect={select}
            search={search}
          />
        )}
      </div>
      <BulkBar rows={inbox.rows} selected={selected} onNone={() => select(NOTHING)} />
      {asks && (
        <FilterDialog
          filter={filter}
          onClose={() => setAsks(false)}
          onFilter={become}
          onSave={(name, next) => saved.save({ name, search: searchOf(next) })}
        />
      )}
    </div>
  );
}

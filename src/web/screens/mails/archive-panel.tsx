import { useMemo, useState, type RefObject } from 'react';
import { BookMarked, FileSearch, SlidersHorizontal } from 'lucide-react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { ArchivedMailLineWire } from '../../../mail-archive/archived-mail.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { mailTexts } from '../../texts/mails.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/conditions.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import {
  archiveFilterOf,
  archiveQueryOf,
  archiveSearchOf,
  countArchiveConditions,
  VIEWS,
  type ArchiveFilter,
} from './archive-filter.ts';
import { ArchivedRow } from './archived-row.tsx';
import { MailRows } from './mail-rows.tsx';
import { later } from '../../ui/later.tsx';

const ArchiveFilterDialog = later(async () => (await import('./lazy/archive-filter-dialog.tsx')).ArchiveFilterDialog);
const PAGE = 40;

interface PanelProps {
  readonly openId: string | null;
  readonly lastId: RefObject<string | null>;
  /** Of the page; null while a mail has it. */
  readonly heading: RefObject<HTMLHeadingElement | null> | null;
}

/** Everything at the left: what these mails are, search, filter, rows. */
export function ArchivePanel({ openId, lastId, heading }: PanelProps) {
  const t = useTexts(mailTexts);
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const filter = useMemo(() => archiveFilterOf(new URLSearchParams(search)), [search]);
  const [asks, setAsks] = useState(false);
  const query = { ...archiveQueryOf(filter), limit: PAGE };
  const list = useList<ArchivedMailLineWire>(['archived-mails', 'list'], '/archived-mails', query, { keep: true });
  const become = (next: ArchiveFilter): void =>
    void navigate({ pathname, search: archiveSearchOf(next) }, { replace: true });
  const count = countArchiveConditions(filter);
  return (
    <div className="inbox">
      <header className="list-head screen-only">
        <h1 ref={heading} tabIndex={-1}>
          {t('archiveTitle')}
        </h1>
        <p className="quiet mail-about">{t('archiveAbout')}</p>
        <div className="inbox-search">
          <SearchField
            label={t('search')}
            hint={t('searchHint')}
            value={filter.q}
            onChange={(q) => become({ ...filter, q })}
          />
          <Button
            icon={<SlidersHorizontal size={18} aria-hidden />}
            aria-haspopup="dialog"
            onClick={() => setAsks(true)}
          >
            {count > 0 ? t('filtersOn', { count }) : t('filters')}
          </Button>
        </div>
        <nav aria-label={t('views')} className="boxes">
          <ul>
            {VIEWS.map((view) => (
              <li key={view}>
                <Link
                  to={`/archived-mails${archiveSearchOf({ ...filter, view })}`}
                  className="box"
                  aria-current={filter.view === view ? 'page' : undefined}
                >
                  {t(`view.${view}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <div className="inbox-body">
        <MailRows
          list={list}
          openId={openId}
          lastId={lastId}
          row={(line) => <ArchivedRow key={line.id} line={line} search={search} open={line.id === openId} />}
          empty={<ArchiveEmpty filter={filter} />}
        />
      </div>
      {asks && <ArchiveFilterDialog filter={filter} onClose={() => setAsks(false)} onFilter={become} />}
    </div>
  );
}

function ArchiveEmpty({ filter }: { readonly filter: ArchiveFilter }) {
  const t = useTexts(mailTexts);
  const all = <ButtonLink to="/archived-mails">{t('showAll')}</ButtonLink>;
  if (filter.q !== '' || countArchiveConditions(filter) > 0)
    return (
      <EmptyState title={t('emptyFound')} icon={<FileSearch size={28} />} action={all}>
        {t('emptyFoundText')}
      </EmptyState>
    );
  if (filter.view === 'odd')
    return (
      <EmptyState title={t('emptyOdd')} icon={<BookMarked size={28} />} action={all}>
        {t('emptyOddText')}
      </EmptyState>
    );
  return (
    <EmptyState title={t('emptyAll')} icon={<BookMarked size={28} />}>
      {t('emptyAllText')}
    </EmptyState>
  );
}

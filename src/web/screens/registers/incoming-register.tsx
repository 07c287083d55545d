import './register.css';
import { useEffect, useState } from 'react';
import { BookOpen, Printer } from 'lucide-react';
import { useSearchParams } from 'react-router';
import type { IncomingRegisterLineWire } from '../../../incoming/incoming-register.wire.ts';
import { useList } from '../../api/queries.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { registerTexts } from '../../texts/incoming-register.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { Books } from '../../ui/tabs.tsx';
import { localDay } from '../../words/when.ts';
import { IncomingRegisterTable } from './incoming-register-table.tsx';

/** The decree on registers of the Đoàn asks for as many years at hand. */
const YEARS = 10;
const PAGE = 100;

/** Sổ đăng ký văn bản đến: a year's book of a unit, in the order of its numbers, as it is printed. */
export function IncomingRegister() {
  const t = useTexts(registerTexts);
  const [search, setSearch] = useSearchParams();
  const thisYear = Number(localDay(useNow()).slice(0, 4));
  const year = Number(search.get('year')) || thisYear;
  const units = new Map(
    useWho().posts.flatMap(({ unitId, unitName, role }) => (role === 'admin' ? [] : [[unitId, unitName] as const])),
  );
  const unit = units.has(search.get('unit') ?? '') ? String(search.get('unit')) : ([...units.keys()][0] ?? '');
  const list = useList<IncomingRegisterLineWire>(['registers', 'incoming'], '/registers/incoming', {
    year,
    unitId: unit,
    limit: PAGE,
  });
  const printing = usePrintWhole(list);
  const years = Array.from({ length: YEARS }, (_, back) => String(thisYear - back));
  const choose = (part: Record<string, string>): void =>
    setSearch({ year: String(year), unit, ...part }, { replace: true });
  return (
    <Page
      wide
      title={t('title')}
      below={
        <p className="quiet">
          {units.get(unit)} · {t('book', { year })}
        </p>
      }
      actions={
        <Button icon={<Printer size={18} aria-hidden />} busy={printing.busy} onClick={printing.print}>
          {t(printing.busy ? 'preparing' : 'print')}
        </Button>
      }
    >
      <Books />
      <div className="register-choice screen-only">
        <SelectField
          label={t('year')}
          value={String(year)}
          onChange={(chosen) => choose({ year: chosen })}
          options={years.map((value) => ({ value, label: value }))}
        />
        {units.size > 1 && (
          <SelectField
            label={t('unit')}
            value={unit}
            onChange={(chosen) => choose({ unit: chosen })}
            options={[...units].map(([value, label]) => ({ value, label }))}
          />
        )}
      </div>
      {list.isPending && <Skeletons rows={8} height={64} />}
      {list.isError && list.rows.length === 0 && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.rows.length === 0 && (
        <EmptyState
          title={t('empty', { year })}
          icon={<BookOpen size={28} />}
          action={<ButtonLink to="/incoming?box=unregistered">{t('toInbox')}</ButtonLink>}
        >
          {t('emptyText')}
        </EmptyState>
      )}
      {list.rows.length > 0 && <IncomingRegisterTable lines={list.rows} label={t('book', { year })} />}
      <div className="screen-only">
        <MoreRows list={list} />
      </div>
    </Page>
  );
}

interface Whole {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly fetchNextPage: () => unknown;
}

/** A printed book is the whole book: the pages still missing are fetched first. */
function usePrintWhole({ hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }: Whole) {
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!busy || isFetchingNextPage) return;
    if (hasNextPage && !isFetchNextPageError) return void fetchNextPage();
    setBusy(false);
    if (!hasNextPage) globalThis.print();
  }, [busy, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return { busy, print: () => setBusy(true) };
}

import './practising.css';
import { useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import type { PracticeProgressWire, UnitPracticePageWire } from '../../../practice/practice.wire.ts';
import { PRACTICE } from '../../api/area.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { useLanguage } from '../../texts/language.ts';
import { practisingTexts } from '../../texts/practising.vi.ts';
import { EmptyState, ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { Choice } from '../../ui/fields.tsx';
import { LongTable } from '../../ui/lazy/long-table.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useRows } from '../../ui/use-rows.ts';
import { countInWords } from '../../words/amounts.ts';
import { Section } from '../admin/parts/section.tsx';
import { hasReceived, isShown, matches, SHOWS, type Show } from './practised.ts';
import { PractisedRow } from './practised-row.tsx';
import { ResetAll } from './reset-all.tsx';

const PAGE = 200;
const ROW_HEIGHT = 61;

/** Thực hành: who has practised what, and starting the whole area over. */
export function Practising() {
  const t = useTexts(practisingTexts);
  const own = useQuery({
    queryKey: ['practice', 'own'],
    queryFn: ({ signal }) => get<PracticeProgressWire>('/practice/progress', { signal }),
  });
  const isOff = own.data?.isOn === false;
  return (
    <Section
      title={t('title')}
      below={<p className="quiet">{t('intro')}</p>}
      actions={
        own.data?.isOn && (
          <>
            <a className="button button-plain" href={`${PRACTICE}/`}>
              <FlaskConical size={18} aria-hidden />
              <span>{t('enter')}</span>
            </a>
            <ResetAll />
          </>
        )
      }
    >
      {isOff && (
        <Note tone="warn">
          <p>
            <strong>{t('off')}</strong>
          </p>
          <p>{t('offText')}</p>
        </Note>
      )}
      <Units />
    </Section>
  );
}

function Units() {
  const t = useTexts(practisingTexts);
  const language = useLanguage();
  const [show, setShow] = useState<Show>('all');
  const [q, setQ] = useState('');
  const list = useRows<UnitPracticePageWire>({
    key: ['practice', 'units'],
    page: (after, signal) =>
      get<UnitPracticePageWire>('/practice/progress/units', { query: { limit: PAGE, after }, signal }),
    next: (page) => page.next,
    count: (page) => page.items.length,
  });
  const all = useMemo(() => list.pages.flatMap(({ items }) => items), [list.pages]);
  const rows = all.filter((unit) => isShown(unit, show) && matches(unit, q));
  const n = (count: number): string => countInWords(count, language);
  if (list.isPending) return <Skeletons rows={8} height={60} />;
  if (list.error && all.length === 0) return <ErrorState error={list.error} onRetry={list.again} />;
  return (
    <div className="stack">
      {list.isSettled && <h2>{t('standing', { done: n(all.filter(hasReceived).length), total: n(all.length) })}</h2>}
      <SearchField label={t('search')} hint={t('searchHint')} value={q} onChange={setQ} />
      <Choice
        label={t('show')}
        value={show}
        onChange={setShow}
        options={SHOWS.map((value) => ({ value, label: t(`show_${value}`) }))}
      />
      <p className="quiet" role="status">
        {list.isSettled ? t('shown', { count: n(rows.length) }) : t('loadingRows')}
      </p>
      {list.isSettled && rows.length === 0 && <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>}
      {rows.length > 0 && (
        <LongTable
          label={t('table')}
          columns={[t('unit'), t('people'), t('acts')]}
          rows={rows}
          keyOf={({ unitId }) => unitId}
          height={ROW_HEIGHT}
          className="practised"
        >
          {(unit) => <PractisedRow unit={unit} />}
        </LongTable>
      )}
    </div>
  );
}

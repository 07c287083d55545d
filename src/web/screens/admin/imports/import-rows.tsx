import { useEffect, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ImportRowWire, ImportWire } from '../../../../imports/imports.wire.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminImportsTexts } from '../../../texts/admin-imports.vi.ts';
import { EmptyState, ErrorState, Skeletons } from '../../../ui/conditions.tsx';
import { Choice } from '../../../ui/fields.tsx';
import { Mark } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';

const OUTCOMES = ['error', 'create', 'change', 'same', 'absent'] as const;
type Outcome = (typeof OUTCOMES)[number];
const TONES = { create: 'green', change: 'blue', same: 'grey', error: 'red', absent: 'grey' } as const;
const PAGE = 200;

/** Every row and what it would do; fifty thousand of them scroll as easily as fifty. Problems first when there are any. */
export function ImportRows({ table }: { readonly table: ImportWire }) {
  const t = useTexts(adminImportsTexts);
  const totals = table.totals;
  const [outcome, setOutcome] = useState<Outcome | 'all'>(totals && totals.error > 0 ? 'error' : 'all');
  if (!totals) return null;
  return (
    <Part title={t('rows')}>
      <Choice
        label={t('outcome')}
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: 'all', label: t('outcome_all') },
          ...OUTCOMES.filter((one) => totals[one] > 0).map((value) => ({
            value,
            label: t(`outcome_${value}`, { count: totals[value] }),
          })),
        ]}
      />
      <Rows key={outcome} table={table} outcome={outcome === 'all' ? null : outcome} />
    </Part>
  );
}

function Rows({ table, outcome }: { readonly table: ImportWire; readonly outcome: Outcome | null }) {
  const t = useTexts(adminImportsTexts);
  const box = useRef<HTMLDivElement>(null);
  const list = useList<ImportRowWire>(['imports', 'rows', table.id, table.state], `/imports/${table.id}/rows`, {
    outcome,
    limit: PAGE,
  });
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 72,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - PAGE / 4) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, last, rows.length]);
  if (list.isPending) return <Skeletons rows={5} height={72} />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return <EmptyState title={t('noRows')} />;
  return (
    <div ref={box} className="virtual" tabIndex={0} role="region" aria-label={t('rows')}>
      <ol style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <RowOf row={row} />
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

function RowOf({ row }: { readonly row: ImportRowWire }) {
  const t = useTexts(adminImportsTexts);
  return (
    <>
      <div className="line spread">
        <span>
          {row.row !== null && <span className="quiet">{t('row', { row: row.row })} · </span>}
          <strong>{row.label || row.key}</strong> <span className="quiet">{row.key}</span>
        </span>
        <span className="line">
          {row.application && (
            <Mark tone={row.application === 'applied' ? 'green' : 'orange'}>
              {t(row.application === 'applied' ? 'applied' : 'leftOut')}
            </Mark>
          )}
          <Mark tone={TONES[row.outcome]}>{t(`is_${row.outcome}`)}</Mark>
        </span>
      </div>
      {[...row.problems, ...row.leftOutBecause].map(({ code, detail }) => (
        <p key={`${code} ${detail}`} className="field-error">
          {detail}
        </p>
      ))}
      {row.warnings.map(({ code, detail }) => (
        <p key={`${code} ${detail}`} className="small quiet">
          {detail}
        </p>
      ))}
      {row.outcome === 'create' && row.changes.length > 0 && (
        <p className="small quiet">
          {row.changes
            .filter(({ to }) => to !== null && to !== row.label && to !== row.key)
            .map(({ heading, to }) => `${heading}: ${to}`)
            .join(' · ')}
        </p>
      )}
      {row.outcome === 'change' && (
        <ul className="small">
          {row.changes.map(({ field, heading, from, to }) => (
            <li key={field}>
              {heading}: <del className="quiet">{from ?? t('nothing')}</del> → <ins>{to ?? t('nothing')}</ins>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

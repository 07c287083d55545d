import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Download, Printer } from 'lucide-react';
import { useSearchParams } from 'react-router';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import type { AuditEntryWire } from '../../../../platform/audit/audit.wire.ts';
import { get } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { useLanguage } from '../../../texts/language.ts';
import { auditTexts } from '../../../texts/audit.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { Page } from '../../../ui/page.tsx';
import { csvOf } from '../../../words/table.ts';
import { whenExactly } from '../../../words/when.ts';
import { AuditEntry } from './audit-entry.tsx';
import { AuditFilters, NO_FILTER, type Filter } from './audit-filters.tsx';
import { actInWords, detailInWords } from './audit-words.ts';
import { saveText } from './save-text.ts';
import '../parts/admin.css';

/** Nhật ký: who did what, when, from where. */
export function AuditScreen() {
  const t = useTexts(auditTexts);
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const asked = useAskedPerson();
  const who = filter.who === undefined ? asked : filter.who;
  const list = useList<AuditEntryWire>(['audit'], '/audit-entries', {
    accountId: who?.id ?? null,
    act: filter.act || null,
    unitId: filter.unit?.id ?? null,
    from: filter.from,
    to: filter.to,
  });
  const save = useSave(list.rows);
  const count = list.rows.length;
  return (
    <Page
      title={t('title')}
      wide
      below={<p className="quiet">{t('intro')}</p>}
      actions={
        <>
          <Button icon={<Download size={18} aria-hidden />} onClick={save}>
            {t('csv', { count })}
          </Button>
          <Button icon={<Printer size={18} aria-hidden />} onClick={() => globalThis.print()}>
            {t('print')}
          </Button>
        </>
      }
    >
      <AuditFilters filter={{ ...filter, who }} set={setFilter} />
      {list.isPending && <Skeletons rows={8} height={64} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && count === 0 && <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      {count > 0 && (
        <p className="small quiet" role="status">
          {t('loaded', { count })}
        </p>
      )}
      <ul className="rows">
        {list.rows.map((entry) => (
          <AuditEntry key={entry.id} entry={entry} />
        ))}
      </ul>
      <MoreRows list={list} />
    </Page>
  );
}

/** `?account=`, from the page of a person. */
function useAskedPerson() {
  const id = useSearchParams()[0].get('account');
  const person = useQuery({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => get<AccountWire>(`/accounts/${id}`, { signal }),
    enabled: id !== null,
  });
  return id === null ? null : { id, name: person.data?.displayName ?? '…' };
}

function useSave(rows: readonly AuditEntryWire[]): () => void {
  const t = useTexts(auditTexts);
  const language = useLanguage();
  return () => {
    const heads = [t('when'), t('who'), t('act'), t('subject'), t('unit'), t('address'), t('detail'), t('code')];
    const lines = rows.map((entry) => [
      whenExactly(entry.at),
      entry.forAccountName
        ? t('instead', { name: entry.accountName ?? '', other: entry.forAccountName })
        : entry.accountName,
      actInWords(entry.act, language),
      entry.subjectName,
      entry.unitName,
      entry.address,
      detailInWords(entry.detail, language)
        .map(([name, value]) => `${name}: ${value}`)
        .join('; '),
      entry.act,
    ]);
    saveText('nhat-ky.csv', 'text/csv', csvOf([heads, ...lines]));
  };
}

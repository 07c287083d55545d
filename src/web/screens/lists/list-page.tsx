import { useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { Link, useParams } from 'react-router';
import type { AccountListWire } from '../../../accounts/account-list.wire.ts';
import type { ImportWire } from '../../../imports/imports.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts, type Translate } from '../../texts/catalogue.ts';
import { listsTexts, type vi } from '../../texts/lists.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';
import { ImportRows } from '../admin/imports/import-rows.tsx';
import { Facts } from '../admin/parts/facts.tsx';
import { Section } from '../admin/parts/section.tsx';
import { Approve, Decline } from './decide.tsx';
import { ListMark } from './list-mark.tsx';
import { ListStanding } from './list-standing.tsx';

/** One list: its rows, and the answer of the level above. */
export function ListPage() {
  const t = useTexts(listsTexts);
  const { id = '' } = useParams();
  const list = useQuery({
    queryKey: ['account-lists', 'one', id],
    queryFn: ({ signal }) => get<AccountListWire>(`/account-lists/${id}`, { signal }),
  });
  if (list.data) return <Shown list={list.data} />;
  return (
    <Section title={t('title')}>
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : <Skeletons rows={8} />}
    </Section>
  );
}

function Shown({ list }: { readonly list: AccountListWire }) {
  const t = useTexts(listsTexts);
  const [open, setOpen] = useState<'approve' | 'decline' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Section
      title={t('listTitle', { unit: list.unitName })}
      below={<ListMark state={list.state} />}
      actions={
        list.can.approve && (
          <>
            <Button kind="primary" icon={<Check size={18} aria-hidden />} onClick={() => setOpen('approve')}>
              {t('approveCount', { count: list.accounts })}
            </Button>
            {list.state !== 'declined' && <Button onClick={() => setOpen('decline')}>{t('decline')}</Button>}
          </>
        )
      }
    >
      <div className="stack">
        <ListStanding list={list} />
        <Facts rows={factsOf(list, t)} />
        <Rows id={list.id} />
        <p className="screen-only">
          <Link to="/people/lists">{t('back')}</Link>
        </p>
      </div>
      {open === 'approve' && <Approve list={list} onClose={close} />}
      {open === 'decline' && <Decline list={list} onClose={close} />}
    </Section>
  );
}

function factsOf(list: AccountListWire, t: Translate<typeof vi>): (readonly [string, ReactNode])[] {
  const { approvedAt, declinedAt } = list;
  return [
    [t('unit'), list.unitName],
    [t('count'), list.accounts],
    [
      t('listedAt'),
      <span key="listed">
        <When at={list.listedAt} /> · {t('listedBy', { name: list.listedByName })}
      </span>,
    ],
    ...(approvedAt
      ? ([
          [t('approvedBy'), list.approvedByName],
          [t('approvedAt'), <When key="approved" at={approvedAt} />],
          ...(list.approvalNote ? ([[t('approvalNote'), list.approvalNote]] as const) : []),
        ] as const)
      : []),
    ...(declinedAt
      ? ([
          [t('declinedBy'), list.declinedByName],
          [t('declinedAt'), <When key="declined" at={declinedAt} />],
          [t('declineReason'), list.declineReason],
        ] as const)
      : []),
  ];
}

/** What the file says; the import keeps it for 30 days. */
function Rows({ id }: { readonly id: string }) {
  const t = useTexts(listsTexts);
  const table = useQuery({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => get<ImportWire>(`/imports/${id}`, { signal }),
  });
  if (table.isPending) return <Skeletons rows={5} height={72} />;
  if (!table.data) return <ErrorState error={table.error} onRetry={() => void table.refetch()} />;
  return table.data.purgedAt ? <p className="quiet">{t('purged')}</p> : <ImportRows table={table.data} />;
}

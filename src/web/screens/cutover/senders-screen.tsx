import './senders.css';
import { CheckCheck } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { OldSenderWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import type { UnitWire } from '../../../units/unit.wire.ts';
import { get } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { useWho } from '../../api/session.ts';
import { readsArrivedMails } from '../../api/waiting-mails.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { sendersTexts } from '../../texts/cutover-senders.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { countInWords } from '../../words/amounts.ts';
import { Watches } from './watches.tsx';

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Who still writes to old addresses, most first; for administrators also how the watch of the inboxes goes. `?unit=`: only below it. */
export function SendersScreen() {
  const t = useTexts(sendersTexts);
  const { posts } = useWho();
  const [search] = useSearchParams();
  const asked = search.get('unit') ?? '';
  const unitId = ID.test(asked) ? asked : null;
  return (
    <Page title={t('title')} below={<p className="quiet">{t('about')}</p>}>
      <div className="stack">
        {unitId && <OnlyUnit id={unitId} />}
        <Senders unitId={unitId} mayRead={readsArrivedMails(posts)} />
        {posts.some(({ role }) => role === 'admin') && <Watches />}
      </div>
    </Page>
  );
}

function OnlyUnit({ id }: { readonly id: string }) {
  const t = useTexts(sendersTexts);
  const { data } = useQuery({
    queryKey: ['units', 'one', id],
    queryFn: ({ signal }) => get<UnitWire>(`/units/${id}`, { signal }),
  });
  return (
    <p className="line">
      <strong>{t('onlyUnit', { unit: data?.name ?? t('thatUnit') })}</strong>
      <Link to="/cutover/senders">{t('allUnits')}</Link>
    </p>
  );
}

interface SendersProps {
  readonly unitId: string | null;
  /** Administrators see figures, not mails. */
  readonly mayRead: boolean;
}

function Senders({ unitId, mayRead }: SendersProps) {
  const t = useTexts(sendersTexts);
  const list = useList<OldSenderWire>(['arrived-mails', 'senders'], '/arrived-mails/senders', { unitId, limit: 50 });
  if (list.isPending) return <Skeletons rows={6} height={48} />;
  if (list.isError && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.rows.length === 0)
    return (
      <EmptyState title={t('none')} icon={<CheckCheck size={28} />}>
        {t('noneText')}
      </EmptyState>
    );
  return (
    <>
      <table className="table senders">
        <caption className="hidden-text">{t('senders')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('address')}</th>
            <th scope="col" className="number">
              {t('mails')}
            </th>
            <th scope="col">{t('lastAt')}</th>
            <th scope="col">{t('answeredAt')}</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((sender) => (
            <Sender key={sender.address} sender={sender} mayRead={mayRead} />
          ))}
        </tbody>
      </table>
      <MoreRows list={list} />
    </>
  );
}

function Sender({ sender, mayRead }: { readonly sender: OldSenderWire; readonly mayRead: boolean }) {
  const t = useTexts(sendersTexts);
  const language = useLanguage();
  const { address, mails, lastAt, answeredAt } = sender;
  return (
    <tr>
      <th scope="row">
        {mayRead ? (
          <Link
            to={`/arrived-mails?${new URLSearchParams({ box: 'all', sender: address }).toString()}`}
            title={t('theirMails', { address })}
          >
            {address}
          </Link>
        ) : (
          address
        )}
      </th>
      <td className="number" data-name={t('mails')}>
        {countInWords(mails, language)}
      </td>
      <td data-name={t('lastAt')}>
        <When at={lastAt} />
      </td>
      <td data-name={t('answeredAt')}>{answeredAt ? <When at={answeredAt} /> : t('never')}</td>
    </tr>
  );
}

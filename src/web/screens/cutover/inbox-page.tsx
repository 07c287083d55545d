import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { Mark, When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { useArriveOnPhone } from '../admin/parts/arrive.ts';
import { Facts, Part } from '../admin/parts/facts.tsx';
import { InboxMark } from './frame.tsx';
import { InboxActs } from './inbox-acts.tsx';
import { InboxHistory } from './inbox-history.tsx';
import { MailImports } from './mail-imports.tsx';
import { MailProofs } from './mail-proofs.tsx';
import { STATES } from './obstacles.ts';

/** One old inbox: its road, what was brought over, what the comparison says, what happened to it. */
export function InboxPage({ id }: { readonly id: string }) {
  const inbox = useQuery({
    queryKey: ['cutover', 'inbox', id],
    queryFn: ({ signal }) => get<LegacyInboxWire>(`/legacy-inboxes/${id}`, { signal }),
  });
  if (inbox.isError && !inbox.data) return <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />;
  if (!inbox.data)
    return (
      <div className="page">
        <Skeletons rows={8} />
      </div>
    );
  return <Shown inbox={inbox.data} />;
}

function Shown({ inbox }: { readonly inbox: LegacyInboxWire }) {
  const t = useTexts(cutoverInboxesTexts);
  useArriveOnPhone(inbox.id);
  return (
    <Page title={inbox.address} below={<p className="quiet">{inbox.unitName}</p>} actions={<InboxActs inbox={inbox} />}>
      <div className="stack">
        <ol className="inbox-road" aria-label={t('road')}>
          {STATES.map((state) => (
            <li key={state} {...(state === inbox.state && { 'aria-current': 'step' as const })}>
              {state === inbox.state ? <InboxMark state={state} /> : t(`state_${state}`)}
            </li>
          ))}
        </ol>
        <FactsOf inbox={inbox} />
        <MailImports inbox={inbox} />
        <MailProofs inbox={inbox} />
        <InboxHistory inboxId={inbox.id} />
      </div>
    </Page>
  );
}

function FactsOf({ inbox }: { readonly inbox: LegacyInboxWire }) {
  const t = useTexts(cutoverInboxesTexts);
  const { imap } = inbox;
  return (
    <Part title={t('facts')}>
      <Facts
        rows={[
          [t('owner'), inbox.owner ?? t('unknown')],
          [t('since'), <When key="since" at={inbox.stateSince} />],
          ...(inbox.closedAt ? ([[t('closedAt'), <When key="closed" at={inbox.closedAt} />]] as const) : []),
          [
            t('unitReady'),
            <span key="ready" className="line">
              <Mark tone={inbox.unitReady ? 'teal' : 'orange'}>{t(inbox.unitReady ? 'isReady' : 'notReady')}</Mark>
              {!inbox.unitReady && <Link to={`/cutover/units?unit=${inbox.unitId}`}>{t('seeRoad')}</Link>}
            </span>,
          ],
          [t('server'), imap ? `${imap.host}:${imap.port} · ${t(`sec_${imap.security}`)}` : t('noServer')],
          ...(imap
            ? ([
                [t('user'), imap.user ?? inbox.address],
                [t('password'), t(imap.hasPassword ? 'hasPassword' : 'noPassword')],
              ] as const)
            : []),
          ...(inbox.note
            ? ([
                [
                  t('note'),
                  <span key="note" className="as-typed">
                    {inbox.note}
                  </span>,
                ],
              ] as const)
            : []),
        ]}
      />
    </Part>
  );
}

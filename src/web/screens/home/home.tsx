import { CheckCheck } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import type { HomeWire } from '../../../home/home.wire.ts';
import { inPractice } from '../../api/area.ts';
import { get } from '../../api/client.ts';
import { useWho } from '../../api/session.ts';
import { readsArrivedMails, waitingMails } from '../../api/waiting-mails.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { TourOffer } from '../../tour/tour-offer.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { Page } from '../../ui/page.tsx';
import { Administration } from './administration.tsx';
import { ArrivedWork } from './arrived-work.tsx';
import { hasOutgoingWork, isIdle } from './home-work.ts';
import { IncomingWork } from './incoming-work.tsx';
import { OutgoingWork } from './outgoing-work.tsx';
import { Posts } from '../me/posts.tsx';
import { ScanAlerts } from './scan-alerts.tsx';
import { later } from '../../ui/later.tsx';

const ToSign = later(async () => (await import('../custody/lazy/to-sign.tsx')).ToSign);
const TrainingCard = later(async () => (await import('./lazy/training-card.tsx')).TrainingCard);

/** Each role's first question, answered before the first click. */
export function Home() {
  const t = useTexts(homeTexts);
  const { account, posts } = useWho();
  const books = !inPractice && posts.some(({ role }) => role !== 'member');
  const home = useQuery({ queryKey: ['home'], queryFn: ({ signal }) => get<HomeWire>('/home', { signal }) });
  return (
    <Page title={t('title')} below={<p className="quiet">{t('hello', { name: account.displayName })}</p>}>
      <div className="home">
        <TourOffer />
        {!inPractice && <ToSign />}
        {books && <TrainingCard />}
        {posts.length === 0 ? null : home.data ? (
          <Work home={home.data} />
        ) : home.error ? (
          <ErrorState error={home.error} onRetry={() => void home.refetch()} />
        ) : (
          <Skeletons rows={5} height={72} />
        )}
        <Posts />
      </div>
    </Page>
  );
}

function Work({ home }: { readonly home: HomeWire }) {
  const isSeveral = home.incoming.length > 1;
  const mails = useQuery({ ...waitingMails(), enabled: readsArrivedMails(useWho().posts) }).data;
  const names = new Map(home.incoming.map(({ unitId, unitName }) => [unitId, unitName]));
  if (isIdle(home) && !mails?.count)
    return <Idle isAdmin={home.administration !== null && home.incoming.length === 0} />;
  return (
    <>
      {home.incoming
        .filter(({ first }) => first.length > 0)
        .map((overview) => (
          <IncomingWork key={overview.unitId} overview={overview} isSeveral={isSeveral} />
        ))}
      {mails && <ArrivedWork waiting={mails} />}
      {home.outgoing.filter(hasOutgoingWork).map((overview) => (
        <OutgoingWork
          key={overview.unitId}
          overview={overview}
          unit={isSeveral ? (names.get(overview.unitId) ?? null) : null}
        />
      ))}
      <ScanAlerts alerts={home.scanAlerts} />
      {home.administration && <Administration administration={home.administration} />}
    </>
  );
}

function Idle({ isAdmin }: { readonly isAdmin: boolean }) {
  const t = useTexts(homeTexts);
  return (
    <EmptyState
      title={t('nothing')}
      icon={<CheckCheck size={28} />}
      action={
        isAdmin ? (
          <ButtonLink to="/people">{t('people')}</ButtonLink>
        ) : (
          <ButtonLink to="/incoming">{t('allIncoming')}</ButtonLink>
        )
      }
    >
      {t(isAdmin ? 'nothingAdmin' : 'nothingUnit')}
    </EmptyState>
  );
}

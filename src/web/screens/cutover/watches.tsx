import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import type { InboxWatchWire } from '../../../mail-gateway/watches.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { sendersTexts } from '../../texts/cutover-senders.vi.ts';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { Mark, When } from '../../ui/marks.tsx';

const LOOKS = {
  new: { tone: 'grey', icon: CircleDashed },
  well: { tone: 'green', icon: CircleCheck },
  refused: { tone: 'red', icon: TriangleAlert },
  unreachable: { tone: 'orange', icon: TriangleAlert },
  failing: { tone: 'orange', icon: TriangleAlert },
} as const;

/** How it goes with the inboxes that stay at a provider: what is wrong, and what to do. */
export function Watches() {
  const t = useTexts(sendersTexts);
  const list = useList<InboxWatchWire>(
    ['arrived-mails', 'watches'],
    '/arrived-mails/watches',
    { limit: 50 },
    { refetchInterval: 60_000 },
  );
  return (
    <section className="watches" aria-labelledby="watches">
      <h2 id="watches">{t('watches')}</h2>
      <p className="quiet">{t('watchesText')}</p>
      {list.isPending && <Skeletons rows={3} height={64} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.rows.length === 0 && <p>{t('watchesNone')}</p>}
      <ul className="rows">
        {list.rows.map((watch) => (
          <Watch key={watch.id} watch={watch} />
        ))}
      </ul>
      <MoreRows list={list} />
    </section>
  );
}

function Watch({ watch }: { readonly watch: InboxWatchWire }) {
  const t = useTexts(sendersTexts);
  const { address, state, problem, failures, checkedAt, nextAt } = watch;
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <li className="row watch">
      <span className="watch-text">
        <strong className="watch-address">{address}</strong>
        {(state === 'refused' || state === 'unreachable' || state === 'failing') && (
          <span className="watch-line">{t(`what.${state}`)}</span>
        )}
        <small className="quiet watch-line">
          {t('checkedAt')}: {checkedAt ? <When at={checkedAt} /> : t('notYet')} · {t('nextAt')}: <When at={nextAt} />
          {failures > 0 && ` · ${t('failures', { count: failures })}`}
          {problem && ` · ${problem}`}
        </small>
      </span>
      <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>
        {t(`watch.${state}`)}
      </Mark>
    </li>
  );
}

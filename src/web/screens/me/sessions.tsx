import { useState } from 'react';
import { Laptop, Smartphone } from 'lucide-react';
import type { OwnSessionWire } from '../../../accounts/session.wire.ts';
import { useAct } from '../../api/act.ts';
import { del } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { Mark, When } from '../../ui/marks.tsx';
import { deviceIn } from '../../words/device.ts';
import { Section } from './section.tsx';

const KEY = ['me', 'sessions'] as const;
const PHONES = new Set(['Android', 'iPhone']);

/** Where one is signed in. */
export function Sessions() {
  const t = useTexts(meTexts);
  const list = useList<OwnSessionWire>(KEY, '/sessions', { limit: 20 });
  const [asking, setAsking] = useState(false);
  const others = list.rows.filter(({ current }) => !current);
  const endAll = useAct({
    do: async () => {
      for (const { id } of others) await del(`/sessions/${id}`);
      setAsking(false);
    },
    touches: [['me']],
    done: () => ({ text: t('othersEnded', { count: others.length }) }),
  });
  return (
    <Section title={t('sessionsTitle')}>
      <p className="quiet">{t('sessionsText')}</p>
      {!list.data &&
        (list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeletons rows={2} height={64} />
        ))}
      <ul className="rows">
        {list.rows.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      <MoreRows list={list} />
      {others.length > 1 && (
        <div>
          <Button onClick={() => setAsking(true)}>{t('endOthers')}</Button>
        </div>
      )}
      {asking && (
        <ConfirmConsequence
          title={t('endOthersTitle', { count: others.length })}
          action={t('endOthersDo', { count: others.length })}
          danger
          busy={endAll.pending}
          onConfirm={() => void endAll.run()}
          onClose={() => setAsking(false)}
        >
          {t('endOthersText')}
        </ConfirmConsequence>
      )}
    </Section>
  );
}

function SessionRow({ session }: { readonly session: OwnSessionWire }) {
  const t = useTexts(meTexts);
  const { browser, system } = deviceIn(session.userAgent);
  const device = browser && system ? t('on', { browser, system }) : (browser ?? system ?? t('unknownDevice'));
  const end = useAct({
    do: () => del(`/sessions/${session.id}`),
    touches: [['me']],
    done: () => ({ text: t('sessionEnded', { device }) }),
  });
  const Icon = system && PHONES.has(system) ? Smartphone : Laptop;
  const [since, used] = [t('sessionSince', { time: '|' }).split('|'), t('sessionUsed', { time: '|' }).split('|')];
  return (
    <li className="row">
      <div className="line me-device">
        <Icon size={22} aria-hidden />
        <div>
          <strong>{device}</strong> {session.current && <Mark tone="green">{t('thisDevice')}</Mark>}
          <p className="small quiet">
            {since[0]}
            <When at={session.createdAt} />
            {since[1]} · {used[0]}
            <When at={session.renewedAt} />
            {used[1]}
            {session.address && ` · ${session.address}`}
          </p>
        </div>
      </div>
      {!session.current && (
        <Button busy={end.pending} aria-label={t('endSessionOf', { device })} onClick={() => void end.run()}>
          {t('endSession')}
        </Button>
      )}
    </li>
  );
}

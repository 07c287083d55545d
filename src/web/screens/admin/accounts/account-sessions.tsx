import { useState } from 'react';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import type { OwnSessionWire } from '../../../../accounts/session.wire.ts';
import { useAct } from '../../../api/act.ts';
import { del } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../../ui/dialog.tsx';
import { When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';

/** Where the person is signed in, and the way to end that. */
export function AccountSessions({ account }: { readonly account: AccountWire }) {
  const t = useTexts(adminAccountsTexts);
  const [asks, setAsks] = useState(false);
  const path = `/accounts/${account.id}/sessions`;
  const sessions = useList<OwnSessionWire>(['sessions', account.id], path);
  const end = useAct({
    do: (id: string | null) => del(id === null ? path : `${path}/${id}`),
    touches: [['sessions', account.id]],
    done: () => {
      setAsks(false);
      return { text: t('sessionsEnded') };
    },
  });
  const all = sessions.rows.length > 0 && <Button onClick={() => setAsks(true)}>{t('endSessions')}</Button>;
  return (
    <Part title={t('sessions')} action={all}>
      {sessions.isPending && <Skeletons rows={1} />}
      {sessions.isError && !sessions.data && (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isSuccess && sessions.rows.length === 0 && <p className="quiet">{t('noSessions')}</p>}
      <ul className="rows">
        {sessions.rows.map((session) => (
          <li key={session.id} className="row">
            <span className="grows">
              {session.address ?? t('unknownDevice')} · <When at={session.renewedAt} />
              <small className="quiet block two-lines">{session.userAgent ?? t('unknownDevice')}</small>
            </span>
            <Button busy={end.pending} onClick={() => void end.run(session.id)}>
              {t('endSession')}
            </Button>
          </li>
        ))}
      </ul>
      <MoreRows list={sessions} />
      {asks && (
        <ConfirmConsequence
          title={t('endSessions')}
          action={t('endSessions')}
          danger
          busy={end.pending}
          onConfirm={() => void end.run(null)}
          onClose={() => setAsks(false)}
        >
          <p>{t('endSessionsText', { name: account.displayName })}</p>
        </ConfirmConsequence>
      )}
    </Part>
  );
}

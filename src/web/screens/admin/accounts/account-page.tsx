import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import { get } from '../../../api/client.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { ErrorState, Note, Skeletons } from '../../../ui/conditions.tsx';
import { When } from '../../../ui/marks.tsx';
import { Page } from '../../../ui/page.tsx';
import { useArriveOnPhone } from '../parts/arrive.ts';
import { Facts } from '../parts/facts.tsx';
import { AccountActs } from './account-acts.tsx';
import { AccountMark } from './account-mark.tsx';
import { AccountPosts } from './account-posts.tsx';
import { AccountSessions } from './account-sessions.tsx';

/** A person with posts and sessions, and what an administrator can do. */
export function AccountPage({ id }: { readonly id: string }) {
  const account = useQuery({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => get<AccountWire>(`/accounts/${id}`, { signal }),
  });
  if (account.isError && !account.data)
    return <ErrorState error={account.error} onRetry={() => void account.refetch()} />;
  if (!account.data)
    return (
      <div className="page">
        <Skeletons rows={8} />
      </div>
    );
  return <Shown account={account.data} />;
}

function Shown({ account }: { readonly account: AccountWire }) {
  const t = useTexts(adminAccountsTexts);
  const who = useWho();
  useArriveOnPhone(account.id);
  const isSelf = who.account.id === account.id;
  const manages = account.can.manage;
  const reason = !manages ? t('noManage') : isSelf ? t('self') : null;
  return (
    <Page
      title={account.displayName}
      below={<AccountMark account={account} />}
      actions={<AccountActs account={account} refused={reason} />}
    >
      <div className="stack">
        {reason && (
          <Note>
            <p>{reason}</p>
          </Note>
        )}
        {account.statusChange && account.status !== 'active' && (
          <Note tone="warn">
            <p>
              {t('statusWhy', {
                reason: account.statusChange.reason ?? t(`status_${account.status}`),
                name: account.statusChange.byName ?? t('bySystem'),
              })}
              {' · '}
              <When at={account.statusChange.at} />
            </p>
          </Note>
        )}
        <Facts
          rows={[
            [t('username'), account.username],
            [t('email'), account.email ?? '–'],
            ...(account.use ? [[t('lastSeen'), <When key="seen" at={account.use.lastSeenAt} />] as const] : []),
          ]}
        />
        <AccountPosts account={account} isSelf={isSelf} />
        {manages && !isSelf && <AccountSessions account={account} />}
        {manages && (
          <p className="screen-only">
            <Link to={`/audit?account=${account.id}`}>{t('audit')}</Link>
          </p>
        )}
      </div>
    </Page>
  );
}

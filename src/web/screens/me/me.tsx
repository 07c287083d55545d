import { LookSettings } from '../../app/account-settings.tsx';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { Page } from '../../ui/page.tsx';
import { LeaveButton } from '../../app/leave-button.tsx';
import { Posts } from '../home/posts.tsx';

/** One's own account. */
export function Me() {
  const t = useTexts(homeTexts);
  const { account } = useWho();
  return (
    <Page
      title={t('me')}
      actions={<LeaveButton />}
      below={
        <p className="quiet">
          {account.displayName} · {t('username')}: {account.username}
        </p>
      }
    >
      <div className="stack">
        <Posts />
        <section className="stack">
          <h2>{t('looks')}</h2>
          <LookSettings />
        </section>
      </div>
    </Page>
  );
}

import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { Page } from '../../ui/page.tsx';
import { Posts } from './posts.tsx';

/** Who is signed in, and as what. */
export function Home() {
  const t = useTexts(homeTexts);
  const { account } = useWho();
  return (
    <Page title={t('title')} below={<p className="quiet">{t('hello', { name: account.displayName })}</p>}>
      <Posts />
    </Page>
  );
}

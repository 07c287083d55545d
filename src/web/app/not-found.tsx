import { useLocation } from 'react-router';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';

export function NotFound() {
  const t = useTexts(common);
  const { pathname } = useLocation();
  return (
    <Page title={t('notFoundTitle')}>
      <div className="stack">
        <p>{t('notFoundText', { path: pathname })}</p>
        <p>
          <ButtonLink to="/" kind="primary">
            {t('toHome')}
          </ButtonLink>
        </p>
      </div>
    </Page>
  );
}

import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { OwnPassword } from '../../ui/lazy/own-password.tsx';
import { Section } from './section.tsx';

export function Password() {
  const t = useTexts(meTexts);
  return (
    <Section title={t('passwordTitle')}>
      <p className="quiet">{t('passwordText')}</p>
      <OwnPassword currentLabel={t('currentPassword')} done={t('changed')} touches={[['me', 'sessions']]} />
    </Section>
  );
}

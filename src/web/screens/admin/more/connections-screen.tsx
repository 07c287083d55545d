import { useTexts } from '../../../texts/catalogue.ts';
import { adminMoreTexts } from '../../../texts/admin-more.vi.ts';
import { Section } from '../parts/section.tsx';
import { ApiKeys } from './api-keys.tsx';
import { Webhooks } from './webhooks.tsx';

/** Kết nối: programs that ask, and programs that are told. */
export function ConnectionsScreen() {
  const t = useTexts(adminMoreTexts);
  return (
    <Section title={t('connections')}>
      <div className="stack">
        <ApiKeys />
        <Webhooks />
      </div>
    </Section>
  );
}

import { forgetKept, keepFor, offlineReading } from '../../offline/keep-answers.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { Choice } from '../../ui/fields.tsx';
import { Section } from './section.tsx';

/** Whether this browser keeps documents for times without a line. */
export function Keeping() {
  const t = useTexts(meTexts);
  const who = useWho();
  const choose = (value: 'on' | 'off'): void => {
    offlineReading.choose(value);
    void forgetKept().then(() => keepFor(who, true));
  };
  return (
    <Section title={t('keepTitle')}>
      <p className="quiet">{t('keepText')}</p>
      <Choice
        label={t('keepLabel')}
        value={offlineReading.use()}
        onChange={choose}
        options={[
          { value: 'on', label: t('keepOn') },
          { value: 'off', label: t('keepOff') },
        ]}
      />
    </Section>
  );
}

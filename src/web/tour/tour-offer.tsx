import { useTexts } from '../texts/catalogue.ts';
import { practiceTexts } from '../texts/practice.vi.ts';
import { Button } from '../ui/button.tsx';
import { startTour, tourOffer } from './tour-state.ts';

/** To somebody who is here for the first time; put off, it is not offered again and waits in Help. */
export function TourOffer() {
  const t = useTexts(practiceTexts);
  if (tourOffer.use() === 'seen') return null;
  return (
    <section className="tour-offer" aria-label={t('tour')}>
      <p>{t('offer')}</p>
      <span className="practice-acts">
        <Button onClick={startTour}>{t('tour')}</Button>
        <Button kind="quiet" onClick={() => tourOffer.choose('seen')}>
          {t('later')}
        </Button>
      </span>
    </section>
  );
}

import '../../training/training.css';
import type { TrainingWeekWire } from '../../../../training/training.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { trainingTexts } from '../../../texts/training.vi.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { dayInWords, localDay } from '../../../words/when.ts';
import { useWeeks } from '../../training/use-training.ts';

/** For whoever books for a unit, as long as the unit has named nobody for a training ahead. */
export function TrainingCard() {
  const weeks = useWeeks();
  const today = localDay(useNow());
  return weeks.rows
    .filter(({ lastDay }) => lastDay >= today)
    .flatMap((week) =>
      week.invited
        .filter(({ bookingId }) => bookingId === null)
        .map(({ unitId, unitName }) => <Card key={`${week.id} ${unitId}`} week={week} unit={unitName} />),
    );
}

function Card({ week, unit }: { readonly week: TrainingWeekWire; readonly unit: string }) {
  const t = useTexts(trainingTexts);
  const { id, name, firstDay, lastDay } = week;
  return (
    <section className="training-card line" aria-label={t('cardTitle')}>
      <div className="grow">
        <h2>{t('cardTitle')}</h2>
        <p className="quiet">
          {t('cardText', { week: name, from: dayInWords(firstDay), to: dayInWords(lastDay), unit })}
        </p>
      </div>
      <ButtonLink to={`/training/${id}`}>{t('cardAction')}</ButtonLink>
    </section>
  );
}

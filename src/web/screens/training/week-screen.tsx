import './training.css';
import { useParams } from 'react-router';
import type { TrainingWeekWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { dayInWords } from '../../words/when.ts';
import { BookingPanel } from './booking-panel.tsx';
import { SettingsPart } from './settings-part.tsx';
import { Timetable } from './timetable.tsx';
import { UnitsPart } from './units-part.tsx';
import { useWeek } from './use-training.ts';

const PARTS = [
  ['sessions', 'partSessions'],
  ['units', 'partUnits'],
  ['settings', 'partSettings'],
] as const;

/** One training: for whoever is invited their booking, for whoever arranges it all of it. */
export function TrainingWeekScreen() {
  const t = useTexts(trainingTexts);
  const { id = '', part } = useParams();
  const week = useWeek(id);
  if (week.data) return <Week week={week.data} part={part ?? 'sessions'} />;
  return (
    <Page title={t('title')}>
      {week.error ? (
        <ErrorState error={week.error} onRetry={() => void week.refetch()} />
      ) : (
        <Skeletons rows={4} height={96} />
      )}
    </Page>
  );
}

function Week({ week, part }: { readonly week: TrainingWeekWire; readonly part: string }) {
  const t = useTexts(trainingTexts);
  const { id, name, unitName, firstDay, lastDay, place, trainer, phone, can, invited } = week;
  const below = (
    <p className="quiet">
      {[`${dayInWords(firstDay)} – ${dayInWords(lastDay)}`, place, trainer, unitName, phone]
        .filter((one, i, all) => one && all.indexOf(one) === i)
        .join(' · ')}
    </p>
  );
  const door = can.checkIn && (
    <ButtonLink to={`/training/check-in?week=${id}`} kind="primary">
      {t('toDoor')}
    </ButtonLink>
  );
  return (
    <Page title={name} below={below} actions={door} wide>
      <div className="stack">
        {can.arrange && (
          <Tabs label={t('parts')} ways={PARTS.map(([to, text]) => ({ to: `/training/${id}/${to}`, name: t(text) }))} />
        )}
        {(part === 'sessions' || !can.arrange) && (
          <>
            {invited.map((unit) => (
              <BookingPanel key={unit.unitId} week={week} unit={unit} />
            ))}
            <Timetable week={week} />
          </>
        )}
        {part === 'units' && can.arrange && <UnitsPart week={week} />}
        {part === 'settings' && can.arrange && <SettingsPart key={week.version} week={week} />}
      </div>
    </Page>
  );
}

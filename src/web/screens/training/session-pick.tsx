import { useId, useState } from 'react';
import type { TrainingSessionWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Choice } from '../../ui/fields.tsx';
import { Mark } from '../../ui/marks.tsx';
import { dayInWords } from '../../words/when.ts';
import { hoursInWords, weekdayOf, weekdaysShort } from '../../words/weekday.ts';
import { dayOf } from './timetable.model.ts';

interface PickProps {
  /** Those that can be chosen. */
  readonly sessions: readonly TrainingSessionWire[];
  /** The one the unit has: full or not, it may keep it. */
  readonly own: string | null;
  readonly value: string | null;
  readonly onChange: (id: string) => void;
}

/** First the day, then the session with its free places: short lists, on a phone too. */
export function SessionPick({ sessions, own, value, onChange }: PickProps) {
  const t = useTexts(trainingTexts);
  const language = useLanguage();
  const name = useId();
  const days = [...new Set(sessions.map(dayOf))];
  const chosen = sessions.find(({ id }) => id === value);
  const free = sessions.find(({ state }) => state === 'open');
  const [asked, ask] = useState<string | null>(null);
  const day = asked ?? (chosen && dayOf(chosen)) ?? (free && dayOf(free)) ?? days[0];
  if (day === undefined) return <p className="quiet">{t('noRoom')}</p>;
  return (
    <>
      <Choice
        label={t('pickDay')}
        value={day}
        onChange={ask}
        options={days.map((one) => ({
          value: one,
          label: `${weekdaysShort(language)[weekdayOf(one)]} ${dayInWords(one).slice(0, 5)}`,
        }))}
      />
      <fieldset className="session-pick">
        <legend>
          <strong>{t('pickSession')}</strong>
        </legend>
        {sessions
          .filter((session) => dayOf(session) === day)
          .map(({ id, startsAt, endsAt, capacity, taken, place, state, isMakeUp }) => (
            <label key={id} className="check">
              <input type="radio" name={name} checked={value === id} onChange={() => onChange(id)} />
              <span className="line">
                <strong className="when">{hoursInWords(startsAt, endsAt)}</strong>
                {state === 'full' && id !== own ? (
                  <Mark tone="orange">{t('pickFull')}</Mark>
                ) : (
                  <Mark tone="green">{t('placesLeft', { left: capacity - taken })}</Mark>
                )}
                {isMakeUp && <Mark tone="teal">{t('makeUp')}</Mark>}
                <small className="quiet">{place}</small>
              </span>
            </label>
          ))}
      </fieldset>
    </>
  );
}

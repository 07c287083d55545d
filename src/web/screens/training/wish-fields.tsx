import type { TrainingBookingWire, TrainingSessionWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { CheckField, Choice } from '../../ui/fields.tsx';
import { dayWithWeekday } from '../../words/weekday.ts';
import { dayOf } from './timetable.model.ts';

export interface Wishes {
  readonly days: readonly string[];
  readonly half: NonNullable<TrainingBookingWire['wishedHalf']> | 'any';
}

interface WishProps {
  readonly sessions: readonly TrainingSessionWire[];
  readonly value: Wishes;
  readonly onChange: (wishes: Wishes) => void;
}

/** When it would suit: the service finds the emptiest session among those. */
export function WishFields({ sessions, value: { days, half }, onChange }: WishProps) {
  const t = useTexts(trainingTexts);
  const language = useLanguage();
  const all = [...new Set(sessions.map(dayOf))];
  return (
    <>
      <fieldset className="session-pick">
        <legend>
          <strong>{t('wishDays')}</strong> <span className="small quiet">{t('wishDaysHint')}</span>
        </legend>
        {all.map((day) => (
          <CheckField
            key={day}
            label={dayWithWeekday(day, language)}
            checked={days.includes(day)}
            onChange={(on) => onChange({ half, days: on ? [...days, day] : days.filter((one) => one !== day) })}
          />
        ))}
      </fieldset>
      <Choice
        label={t('wishHalf')}
        value={half}
        onChange={(to) => onChange({ days, half: to })}
        options={[
          { value: 'any', label: t('anyHalf') },
          { value: 'morning', label: t('morning') },
          { value: 'afternoon', label: t('afternoon') },
        ]}
      />
    </>
  );
}

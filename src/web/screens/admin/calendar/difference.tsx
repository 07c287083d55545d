import type { CalendarDifferenceWire } from '../../../../calendar/calendar.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { useLanguage } from '../../../texts/language.ts';
import { dayWithWeekday } from '../../../words/weekday.ts';
import { Part } from '../parts/facts.tsx';

const LISTS = [
  ['holidaysAdded', 'diffHolidays'],
  ['holidaysRemoved', 'diffNoHolidays'],
  ['makeUpDaysAdded', 'diffMakeUps'],
  ['makeUpDaysRemoved', 'diffNoMakeUps'],
] as const;

/** What a draft would change, in words. */
export function Difference({ difference }: { readonly difference: CalendarDifferenceWire }) {
  const t = useTexts(calendarTexts);
  return (
    <Part title={t('difference')}>
      <DifferenceList difference={difference} />
    </Part>
  );
}

export function DifferenceList({ difference }: { readonly difference: CalendarDifferenceWire }) {
  const t = useTexts(calendarTexts);
  const language = useLanguage();
  const lists = LISTS.filter(([key]) => difference[key].length > 0);
  const { officeHoursChanged, unitsChanged } = difference;
  if (lists.length === 0 && !officeHoursChanged && unitsChanged === 0) return <p className="quiet">{t('same')}</p>;
  return (
    <ul className="difference">
      {lists.map(([key, text]) => (
        <li key={key}>
          <strong>{t(text)}:</strong> {difference[key].map((day) => dayWithWeekday(day, language)).join('; ')}
        </li>
      ))}
      {officeHoursChanged && <li>{t('diffHours')}</li>}
      {unitsChanged > 0 && <li>{t('diffUnits', { count: unitsChanged })}</li>}
    </ul>
  );
}

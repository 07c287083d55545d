import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { useLanguage } from '../../../texts/language.ts';
import { dayInWords } from '../../../words/when.ts';
import { dayWithWeekday } from '../../../words/weekday.ts';
import { Part } from '../parts/facts.tsx';
import { stretchesOf, type SpecialDays } from './year-model.ts';

interface ListsProps {
  readonly year: number;
  readonly data: SpecialDays;
  readonly onOpen: ((day: string) => void) | null;
}

/** The year's special days in words: for reading, searching and printing. */
export function SpecialLists({ year, data, onOpen }: ListsProps) {
  const t = useTexts(calendarTexts);
  const language = useLanguage();
  const isOfYear = (day: string): boolean => day.startsWith(`${year}-`);
  const stretches = stretchesOf(data.holidays.filter(({ date }) => isOfYear(date)));
  const makeUps = data.makeUpDays.filter(isOfYear).toSorted();
  return (
    <div className="two">
      <Part title={t('listHolidays', { year })}>
        {stretches.length === 0 && <p className="quiet">{t('noHolidays', { year })}</p>}
        <ul className="special">
          {stretches.map(({ from, to, name }) => (
            <li key={from}>
              <DayWord day={from} onOpen={onOpen}>
                {from === to ? dayWithWeekday(from, language) : `${dayInWords(from)} – ${dayInWords(to)}`}
              </DayWord>
              <span>{name}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('listMakeUps', { year })}>
        {makeUps.length === 0 && <p className="quiet">{t('noMakeUps', { year })}</p>}
        <ul className="special">
          {makeUps.map((day) => (
            <li key={day}>
              <DayWord day={day} onOpen={onOpen}>
                {dayWithWeekday(day, language)}
              </DayWord>
              <span>{t('kind_makeUp')}</span>
            </li>
          ))}
        </ul>
      </Part>
    </div>
  );
}

interface WordProps {
  readonly day: string;
  readonly onOpen: ((day: string) => void) | null;
  readonly children: string;
}

function DayWord({ day, onOpen, children }: WordProps) {
  if (!onOpen) return <strong>{children}</strong>;
  return (
    <button type="button" className="link-button" onClick={() => onOpen(day)}>
      {children}
    </button>
  );
}

import type { KeyboardEvent } from 'react';
import { ChevronDown } from 'lucide-react';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { useLanguage } from '../../../texts/language.ts';
import { dayWithWeekday, weekdaysLong, weekdaysShort } from '../../../words/weekday.ts';
import { weeksOf, type CalendarDay } from './year-model.ts';

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly kindOf: (day: string) => CalendarDay;
  readonly today: string;
  /** The one day of the year that Tab comes to. */
  readonly here: string;
  readonly changed?: ReadonlySet<string>;
  /** A key pressed on a day. @returns whether it led somewhere */
  readonly onPress?: (key: string) => boolean;
  readonly onOpen?: (day: string) => void;
}

/** One month; on a phone folded up, with what is special about it in its head. */
export function MonthGrid(props: MonthProps) {
  const { year, month, kindOf, today } = props;
  const t = useTexts(calendarTexts);
  const weeks = weeksOf(year, month);
  const kinds = weeks.flat().flatMap((day) => (day === null ? [] : [kindOf(day).kind]));
  const count = (kind: string): number => kinds.filter((one) => one === kind).length;
  const [off, worked] = [count('holiday'), count('makeUp')];
  const words = [off > 0 && t('monthDays', { count: off }), worked > 0 && t('monthMakeUps', { count: worked })]
    .filter(Boolean)
    .join(' · ');
  const name = t('month', { month });
  const isNow = weeks.flat().includes(today);
  return (
    <details className="month" open={isNow || !matchMedia('(max-width: 799px)').matches}>
      <summary>
        <h3>{name}</h3>
        <span className="small quiet" data-plain={words === ''}>
          {words || t('monthPlain')}
        </span>
        <ChevronDown size={18} aria-hidden className="month-fold" />
      </summary>
      <MonthTable {...props} weeks={weeks} name={`${name} ${year}`} />
    </details>
  );
}

function MonthTable({
  weeks,
  name,
  ...props
}: MonthProps & { readonly weeks: (string | null)[][]; readonly name: string }) {
  const language = useLanguage();
  const long = weekdaysLong(language);
  const isEdited = props.onOpen !== undefined;
  return (
    <table className="month-days" aria-label={name} {...(isEdited && { role: 'grid' })}>
      <thead>
        <tr>
          {weekdaysShort(language).map((short, i) => (
            <th key={short} scope="col" abbr={long[i]}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, i) => (
          <tr key={week.find((day) => day !== null) ?? i}>
            {week.map((day, weekday) =>
              day === null ? (
                <td key={long[weekday]} className="day-none" />
              ) : (
                <DayCell key={day} day={props.kindOf(day)} {...props} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ day, today, here, changed, onPress, onOpen }: MonthProps & { readonly day: CalendarDay }) {
  const t = useTexts(calendarTexts);
  const language = useLanguage();
  const { date, kind, name } = day;
  const isChanged = changed?.has(date) === true;
  const words = [
    dayWithWeekday(date, language),
    kind === 'holiday' ? `${t('kind_holiday')}: ${name}` : t(`kind_${kind}`),
    ...(isChanged ? [t('changed')] : []),
  ].join(', ');
  const looks = {
    className: 'day',
    'data-kind': kind,
    ...(isChanged && { 'data-changed': true }),
    ...(date === today && { 'aria-current': 'date' as const }),
  };
  const number = Number(date.slice(8));
  if (!onOpen)
    return (
      <td>
        <span {...looks} title={words}>
          <span aria-hidden>{number}</span>
          <span className="hidden-text">{words}</span>
        </span>
      </td>
    );
  const press = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.altKey && !event.metaKey && onPress?.(event.key)) event.preventDefault();
  };
  return (
    <td role="gridcell">
      <button
        type="button"
        {...looks}
        data-day={date}
        tabIndex={date === here ? 0 : -1}
        title={words}
        onKeyDown={press}
        onClick={() => onOpen(date)}
      >
        {number}
        <span className="hidden-text">, {words}</span>
      </button>
    </td>
  );
}

import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Input.layer.css';
import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/vi';
import { useState, type FocusEvent } from 'react';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { DateInput, DatesProvider } from '@mantine/dates';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { typedDay } from '../../words/typed-day.ts';
import { Field } from '../fields.tsx';
import { Mantine } from './mantine.tsx';

// Otherwise a typed 05/06 is the 6th of May, and 31/12 no day at all.
dayjs.extend(customParseFormat);

interface DateFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null | undefined;
  /** yyyy-MM-dd, as the API says it; null: none. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  /** yyyy-MM-dd. */
  readonly min?: string;
  readonly max?: string;
  readonly required?: boolean;
}

/** A day: typed as ngày/tháng/năm or taken from a calendar whose weeks begin on Monday. */
export function DateField({ label, hint, error, value, onChange, min, max, required }: DateFieldProps) {
  const locale = useLanguage();
  const t = useTexts(common);
  const [noDay, setNoDay] = useState<string | null>(null);
  // The calendar puts back the day before; without a word what somebody typed would just be gone.
  const check = ({ currentTarget }: FocusEvent<HTMLInputElement>): void => {
    const typed = currentTarget.value.trim();
    const day = typedDay(typed);
    const isOutside = day !== null && ((min && day < min) || (max && day > max));
    setNoDay(typed === '' || (day && !isOutside) ? null : t(isOutside ? 'dayOutside' : 'noSuchDay', { typed }));
  };
  const change = (day: string | null): void => {
    setNoDay(null);
    onChange(day);
  };
  return (
    <Mantine>
      <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
        <Field label={label} hint={hint} error={noDay ?? error}>
          {(wired) => (
            <DateInput
              {...wired}
              // Its own word for it: without this it takes `aria-invalid` away again.
              error={(noDay ?? error) ? true : null}
              required={required ?? false}
              value={value}
              onBlur={check}
              onChange={change}
              // Its own parser reads 05/06/2020 as the sixth of May, and keeps the last day when the field is emptied.
              dateParser={typedDay}
              allowDeselect={!required}
              valueFormat="DD/MM/YYYY"
              placeholder="dd/mm/yyyy"
              hideOutsideDates
              ariaLabels={{ previousMonth: t('monthBefore'), nextMonth: t('monthAfter') }}
              {...(min && { minDate: min })}
              {...(max && { maxDate: max })}
              classNames={{ input: 'input' }}
            />
          )}
        </Field>
      </DatesProvider>
    </Mantine>
  );
}

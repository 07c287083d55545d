import { useState } from 'react';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { useLanguage } from '../../../texts/language.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choice, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { dayWithWeekday } from '../../../words/weekday.ts';
import { daysOf, isWeekend, LONGEST, type CalendarDay, type DayEdit } from './year-model.ts';

interface DayDialogProps {
  readonly day: CalendarDay;
  /** @returns whether it is written; what went wrong has been told */
  readonly onSave: (edit: DayEdit) => Promise<boolean>;
  readonly onClose: () => void;
}

const kindOf = ({ kind, date }: CalendarDay): DayEdit['kind'] => {
  if (kind === 'holiday' || kind === 'makeUp') return kind;
  return isWeekend(date) ? 'makeUp' : 'holiday';
};

/** What a day, or some that follow each other, are. It begins with what the day is, or with what one probably came for. */
export function DayDialog({ day, onSave, onClose }: DayDialogProps) {
  const t = useTexts(calendarTexts);
  const c = useTexts(common);
  const language = useLanguage();
  const [kind, setKind] = useState<DayEdit['kind']>(kindOf(day));
  const [from, setFrom] = useState<string | null>(day.date);
  const [to, setTo] = useState<string | null>(day.date);
  const [name, setName] = useState(day.name);
  const [busy, setBusy] = useState(false);
  const wrong = wrongWith(kind, from, to);
  const save = async (): Promise<void> => {
    if (wrong || !from || !to || busy) return;
    setBusy(true);
    const isWritten = await onSave({ from, to, kind, name: name.trim() });
    setBusy(false);
    if (isWritten) onClose();
  };
  return (
    <Dialog title={from === to && from ? dayWithWeekday(from, language) : t('editDay')} onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <Choice
          label={t('what')}
          value={kind}
          onChange={setKind}
          options={(['holiday', 'makeUp', 'usual'] as const).map((value) => ({ value, label: t(value) }))}
        />
        {kind === 'holiday' && (
          <TextField label={t('holidayName')} value={name} onChange={setName} required maxLength={100} />
        )}
        {kind === 'makeUp' && <p className="small quiet">{t('makeUpHint')}</p>}
        <div className="two">
          <DateField label={t('from')} value={from} onChange={setFrom} required />
          <DateField label={t('to')} value={to} onChange={setTo} error={wrong === null ? null : t(wrong)} required />
        </div>
        <Button type="submit" kind="primary" busy={busy} refused={wrong === null ? null : t(wrong)}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

function wrongWith(kind: DayEdit['kind'], from: string | null, to: string | null) {
  if (!from || !to) return null;
  if (to < from) return 'backwards';
  const days = daysOf({ from, to });
  if (days.length > LONGEST) return 'tooLong';
  return kind === 'makeUp' && !days.some(isWeekend) ? 'makeUpNone' : null;
}

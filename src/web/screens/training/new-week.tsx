import { useState } from 'react';
import type { TrainingWeekWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { useAdministered } from '../admin/parts/administers.ts';
import { TRAINING } from './use-training.ts';
import { WeekFields, type TypedWeek } from './week-fields.tsx';

interface NewWeekProps {
  readonly onClose: () => void;
  readonly onMade: (week: TrainingWeekWire) => void;
}

/** Days, place and places; the sessions follow from the office hours. */
export function NewWeek({ onClose, onMade }: NewWeekProps) {
  const t = useTexts(trainingTexts);
  const units = useAdministered();
  const [unitId, setUnitId] = useState(units[0]?.id ?? '');
  const [typed, setTyped] = useState<TypedWeek>({ name: '', place: '', trainer: '', phone: '' });
  const [firstDay, setFirst] = useState<string | null>(null);
  const [lastDay, setLast] = useState<string | null>(null);
  const [minutes, setMinutes] = useState('60');
  const [capacity, setCapacity] = useState('5');
  const act = useAct({
    do: (_: void, call) => {
      const numbers = { slotMinutes: Number(minutes), capacity: Number(capacity) };
      return post<TrainingWeekWire>('/training-weeks', { ...typed, unitId, firstDay, lastDay, ...numbers }, call);
    },
    touches: TRAINING,
    done: (week) => {
      onMade(week);
      return { text: t('created') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('newWeek')} onClose={onClose} wide>
      <Form onSubmit={() => void act.run()} problem={act.problem}>
        {units.length > 1 && (
          <SelectField
            label={t('host')}
            value={unitId}
            onChange={setUnitId}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <WeekFields typed={typed} onChange={setTyped} fields={act.fields} />
        <div className="two">
          <DateField
            label={t('firstDay')}
            error={act.fields['firstDay']}
            value={firstDay}
            onChange={(day) => {
              setFirst(day);
              if (day && (!lastDay || lastDay < day)) setLast(day);
            }}
            required
          />
          <DateField
            label={t('lastDay')}
            error={act.fields['lastDay']}
            value={lastDay}
            onChange={setLast}
            {...(firstDay && { min: firstDay })}
            required
          />
        </div>
        <div className="two">
          <TextField
            label={t('slotMinutes')}
            error={act.fields['slotMinutes']}
            type="number"
            min={10}
            max={480}
            value={minutes}
            onChange={setMinutes}
            required
          />
          <TextField
            label={t('capacity')}
            error={act.fields['capacity']}
            type="number"
            min={1}
            max={1000}
            value={capacity}
            onChange={setCapacity}
            required
          />
        </div>
        <p className="small quiet">{t('sessionsByRule')}</p>
        <Button type="submit" kind="primary" busy={act.pending}>
          {t('newWeek')}
        </Button>
      </Form>
    </Dialog>
  );
}

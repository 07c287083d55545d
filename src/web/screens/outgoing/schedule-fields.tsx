import { useState } from 'react';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { useNow } from '../../ui/clock.ts';
import { DateField } from '../../ui/date-field.tsx';
import { CheckField, TextField } from '../../ui/fields.tsx';
import { localDay, timeFromWords } from '../../words/when.ts';

interface Chosen {
  readonly isOn: boolean;
  readonly day: string | null;
  readonly time: string;
}

interface Schedule extends Chosen {
  /** Null: at once. */
  readonly sendAt: string | null;
  readonly refused: string | null;
  readonly set: (change: Partial<Chosen>) => void;
}

/** A day and an hour in Việt Nam, wherever the computer thinks it is. */
export function useSchedule(): Schedule {
  const t = useTexts(outgoingTexts);
  const today = localDay(useNow());
  const [state, setState] = useState<Chosen>({ isOn: false, day: today, time: '' });
  const time = timeFromWords(state.time);
  const isWhole = state.day !== null && time !== null;
  return {
    ...state,
    sendAt: state.isOn && isWhole ? `${state.day}T${time}:00+07:00` : null,
    refused: state.isOn && !isWhole ? t('chooseTime') : null,
    set: (change) => setState((now) => ({ ...now, ...change })),
  };
}

export function ScheduleFields({ schedule }: { readonly schedule: Schedule }) {
  const t = useTexts(outgoingTexts);
  const { isOn, day, time, set } = schedule;
  const today = localDay(useNow());
  return (
    <div>
      <CheckField label={t('sendLater')} checked={isOn} onChange={(on) => set({ isOn: on })} />
      {isOn && (
        <div className="schedule">
          <DateField label={t('sendDay')} value={day} min={today} onChange={(next) => set({ day: next })} />
          <TextField
            label={t('sendTime')}
            value={time}
            placeholder="07:30"
            inputMode="numeric"
            autoComplete="off"
            onChange={(next) => set({ time: next })}
          />
        </div>
      )}
    </div>
  );
}

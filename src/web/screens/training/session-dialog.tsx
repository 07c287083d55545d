import { useState } from 'react';
import type { TrainingSessionWire, TrainingWeekWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { patch, post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { timeFromWords, whenExactly } from '../../words/when.ts';
import { sessionInWords } from '../../words/weekday.ts';
import { CancelSession } from './cancel-session.tsx';
import { dayOf, instantOf } from './timetable.model.ts';
import { TRAINING } from './use-training.ts';

interface SessionProps {
  readonly week: TrainingWeekWire;
  /** Null: one more. */
  readonly session: TrainingSessionWire | null;
  readonly onClose: () => void;
}

const timeOf = (instant: string): string => whenExactly(instant).slice(-5);

const typedOf = ({ week, session }: Pick<SessionProps, 'week' | 'session'>) => ({
  from: session ? timeOf(session.startsAt) : '',
  to: session ? timeOf(session.endsAt) : '',
  place: session?.place ?? week.place,
  trainer: session?.trainer ?? week.trainer,
  capacity: String(session?.capacity ?? week.capacity),
});

/** A session's time, place, trainer and places; or the end of it. */
export function SessionDialog({ week, session, onClose }: SessionProps) {
  const t = useTexts(trainingTexts);
  const language = useLanguage();
  const [day, setDay] = useState<string | null>(session ? dayOf(session) : week.firstDay);
  const [typed, setTyped] = useState(() => typedOf({ week, session }));
  const [isMakeUp, setMakeUp] = useState(false);
  const [cancels, setCancels] = useState(false);
  const [tried, setTried] = useState(false);
  const times = [timeFromWords(typed.from), timeFromWords(typed.to)] as const;
  const act = useAct({
    do: (body: object, call) =>
      session
        ? patch<TrainingSessionWire>(`/training-sessions/${session.id}`, body, { ...call, version: session.version })
        : post<TrainingSessionWire>(`/training-weeks/${week.id}/sessions`, { ...body, isMakeUp }, call),
    touches: TRAINING,
    done: ({ startsAt, endsAt }) => {
      onClose();
      if (session) return { text: t('sessionSaved') };
      return { text: t('sessionAdded', { session: sessionInWords(startsAt, endsAt, language) }) };
    },
    errors: 'field',
  });
  const save = (): void => {
    setTried(true);
    const [from, to] = times;
    if (!day || !from || !to) return;
    const { place, trainer, capacity } = typed;
    const span = { startsAt: instantOf(day, from), endsAt: instantOf(day, to) };
    void act.run({ ...span, place: place.trim(), trainer: trainer.trim(), capacity: Number(capacity) });
  };
  const field = (name: keyof typeof typed, error?: string | null) => ({
    value: typed[name],
    error: error ?? act.fields[name],
    onChange: (text: string) => setTyped({ ...typed, [name]: text }),
  });
  const noTime = (time: string | null): string | null => (tried && time === null ? t('noTime') : null);
  if (cancels && session) return <CancelSession session={session} onClose={onClose} />;
  return (
    <Dialog title={t(session ? 'editSession' : 'addSession')} onClose={onClose} wide>
      <Form onSubmit={save} problem={act.problem}>
        <DateField label={t('day')} value={day} onChange={setDay} required />
        <div className="two">
          <TextField
            label={t('fromTime')}
            {...field('from', noTime(times[0]))}
            inputMode="numeric"
            required
            maxLength={5}
          />
          <TextField
            label={t('toTime')}
            {...field('to', noTime(times[1]))}
            inputMode="numeric"
            required
            maxLength={5}
          />
        </div>
        <TextField label={t('place')} {...field('place')} required maxLength={300} />
        <div className="two">
          <TextField label={t('trainer')} {...field('trainer')} required={false} maxLength={200} />
          <TextField label={t('capacity')} {...field('capacity')} type="number" min={1} max={1000} required />
        </div>
        {!session && <CheckField label={t('isMakeUp')} checked={isMakeUp} onChange={setMakeUp} />}
        <div className="dialog-foot">
          <Button type="submit" kind="primary" busy={act.pending}>
            {t(session ? 'changeAction' : 'addSession')}
          </Button>
          {session && (
            <Button kind="danger" onClick={() => setCancels(true)}>
              {t('cancelSession')}
            </Button>
          )}
        </div>
      </Form>
    </Dialog>
  );
}

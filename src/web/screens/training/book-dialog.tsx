import { useState } from 'react';
import type { MadeBookingWire, TrainingBookingWire, TrainingSessionWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { patch, post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { sessionInWords } from '../../words/weekday.ts';
import { SessionPick } from './session-pick.tsx';
import { TRAINING, useSessions } from './use-training.ts';
import { WishFields, type Wishes } from './wish-fields.tsx';

interface BookProps {
  readonly weekId: string;
  readonly unit: { readonly id: string; readonly name: string };
  /** What it has booked; null: nothing that counts. */
  readonly booking: TrainingBookingWire | null;
  readonly onClose: () => void;
}

/** One person for the unit, and a session: chosen, or to be found by wishes. The office uses it for units as well. */
export function BookDialog(props: BookProps) {
  const t = useTexts(trainingTexts);
  const { weekId, unit, booking, onClose } = props;
  const sessions = useSessions(weekId);
  const title = t(booking ? 'changeFor' : 'bookFor', { unit: unit.name });
  return (
    <Dialog title={title} onClose={onClose} wide>
      {sessions.isPending && <Skeletons rows={4} height={56} />}
      {sessions.isError && !sessions.data && (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.data && <BookForm {...props} sessions={sessions.rows} />}
    </Dialog>
  );
}

type Way = 'pick' | 'wish';

function BookForm({ booking, sessions, ...props }: BookProps & { readonly sessions: readonly TrainingSessionWire[] }) {
  const t = useTexts(trainingTexts);
  const [name, setName] = useState(booking?.traineeName ?? '');
  const [phone, setPhone] = useState(booking?.traineePhone ?? '');
  const [way, setWay] = useState<Way>('pick');
  const [sessionId, pick] = useState<string | null>(booking?.session?.id ?? null);
  const [wishes, wish] = useState<Wishes>({ days: [], half: 'any' });
  const own = booking?.session?.id ?? null;
  const choices = sessions.filter(({ state, id }) => state === 'open' || state === 'full' || id === own);
  const chosen = choices.find(({ id }) => id === sessionId) ?? null;
  const waits = way === 'pick' && chosen?.state === 'full' && chosen.id !== own;
  const person = { traineeName: name.trim(), traineePhone: phone.trim() };
  const act = useBook({ ...props, booking });
  const refused = way === 'pick' && chosen === null && booking === null ? t('pickFirst') : null;
  const save = (): void => {
    if (refused) return;
    const { days, half } = wishes;
    const place = { ...(chosen && { sessionId: chosen.id }), ...(waits && { wait: true }) };
    if (booking) return void act.run({ ...person, ...(chosen?.id === own ? {} : place) });
    const wished = { wishedDays: days, wishedHalf: half === 'any' ? null : half, wait: true };
    void act.run({ unitId: props.unit.id, ...person, ...(way === 'pick' ? place : wished) });
  };
  return (
    <Form onSubmit={save} problem={act.problem}>
      <div className="two">
        <TextField
          label={t('trainee')}
          hint={t('traineeHint')}
          error={act.fields['traineeName']}
          value={name}
          onChange={setName}
          required
          maxLength={200}
          autoComplete="off"
        />
        <TextField
          label={t('traineePhone')}
          error={act.fields['traineePhone']}
          value={phone}
          onChange={setPhone}
          required={false}
          inputMode="tel"
          maxLength={30}
          autoComplete="off"
        />
      </div>
      {!booking && (
        <Choice
          label={t('how')}
          value={way}
          onChange={setWay}
          options={[
            { value: 'pick', label: t('howPick') },
            { value: 'wish', label: t('howWish') },
          ]}
        />
      )}
      {way === 'pick' ? (
        <SessionPick sessions={choices} own={own} value={sessionId} onChange={pick} />
      ) : (
        <WishFields sessions={choices} value={wishes} onChange={wish} />
      )}
      <Button type="submit" kind="primary" busy={act.pending} refused={refused}>
        {t(waits ? 'waitAction' : booking ? 'changeAction' : 'bookAction')}
      </Button>
    </Form>
  );
}

function useBook({ weekId, booking, onClose }: Omit<BookProps, 'unit'>) {
  const t = useTexts(trainingTexts);
  const language = useLanguage();
  return useAct({
    do: (body: object, call): Promise<TrainingBookingWire & Partial<MadeBookingWire>> =>
      booking
        ? patch(`/training-bookings/${booking.id}`, body, { ...call, version: booking.version })
        : post(`/training-weeks/${weekId}/bookings`, body, call),
    touches: TRAINING,
    done: ({ session, state, replacedTrainee }) => {
      onClose();
      if (replacedTrainee) return { text: t('replaced', { name: replacedTrainee }) };
      if (booking) return { text: t('changed') };
      if (state === 'waiting' || !session) return { text: t('bookedWaiting') };
      return { text: t('booked', { session: sessionInWords(session.startsAt, session.endsAt, language) }) };
    },
    errors: 'field',
  });
}

import { useEffect, useRef } from 'react';
import { CircleCheck } from 'lucide-react';
import type { TrainingBookingWire } from '../../../training/training.wire.ts';
import { asProblem } from '../../api/problem.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { doorTexts } from '../../texts/training-door.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorState, Note, ProblemNote, Skeletons } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';
import { sessionInWords } from '../../words/weekday.ts';
import { bookingOfCode } from './code.ts';
import { UndoCheckIn } from './undo-check-in.tsx';
import { byCode, useCheckIn } from './use-check-in.ts';
import { useBooking } from './use-training.ts';

interface CodeProps {
  readonly code: string;
  /** Trainings whose people the caller receives; null: not known yet. */
  readonly doors: readonly string[] | null;
  /** On to the list of the week, where it is known. */
  readonly onNext: (weekId: string | null) => void;
}

/** The person of an invitation: first the name to compare with, then one big button. */
export function DoorCode({ code, doors, onNext }: CodeProps) {
  const t = useTexts(doorTexts);
  const id = bookingOfCode(code);
  const booking = useBooking(id);
  const own = booking.data && doors && !doors.includes(booking.data.weekId) ? booking.data : null;
  const isDoor = own === null;
  const isStrange = id === null || asProblem(booking.error).status === 404;
  return (
    <section className="training-card stack" aria-label={t('confirm')}>
      {isStrange && <Note tone="warn">{t('notYours')}</Note>}
      {id !== null && booking.isPending && (
        <>
          <p role="status">{t('reading')}</p>
          <Skeletons rows={2} height={56} />
        </>
      )}
      {!isStrange && booking.error && !booking.data && (
        <ErrorState error={booking.error} onRetry={() => void booking.refetch()} />
      )}
      {booking.data && <Person booking={booking.data} code={code} isDoor={isDoor} />}
      {own ? (
        <ButtonLink to={`/training/${own.weekId}`}>{t('toTraining')}</ButtonLink>
      ) : (
        <Button onClick={() => onNext(booking.data?.weekId ?? null)}>
          {t(booking.data?.state === 'attended' ? 'next' : 'toList')}
        </Button>
      )}
    </section>
  );
}

interface PersonProps {
  readonly booking: TrainingBookingWire;
  readonly code: string;
  readonly isDoor: boolean;
}

function Person({ booking, code, isDoor }: PersonProps) {
  const t = useTexts(doorTexts);
  const language = useLanguage();
  const { unitName, unitCode, traineeName, session, state, can } = booking;
  const { checkIn, pending, waits, problem } = useCheckIn(byCode(code));
  return (
    <>
      {state === 'attended' ? <Done booking={booking} /> : <h2>{t(isDoor ? 'confirm' : 'ownTitle')}</h2>}
      <div>
        <p className="door-name">{traineeName || t('noName')}</p>
        <p>
          <strong>{unitName}</strong> <span className="quiet">{unitCode}</span>
        </p>
        {session && <p className="quiet">{sessionInWords(session.startsAt, session.endsAt, language)}</p>}
      </div>
      {can.checkIn && (
        <Button kind="primary" wide busy={pending} onClick={() => void checkIn()}>
          {t(pending ? 'sending' : 'here')}
        </Button>
      )}
      {!can.checkIn && state !== 'attended' && <WhyNot booking={booking} isDoor={isDoor} />}
      {waits && <Note tone="warn">{t('weak')}</Note>}
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}

function Done({ booking }: { readonly booking: TrainingBookingWire }) {
  const t = useTexts(doorTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const { checkedInAt, checkedInHow } = booking;
  return (
    <div className="door-done" role="status">
      <CircleCheck size={40} aria-hidden />
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {t('done')}
        </h2>
        {checkedInAt && (
          <p>
            <When at={checkedInAt} />
            {checkedInHow && `, ${t(`how_${checkedInHow}`)}`}
          </p>
        )}
      </div>
      <UndoCheckIn booking={booking} />
    </div>
  );
}

function WhyNot({ booking, isDoor }: { readonly booking: TrainingBookingWire; readonly isDoor: boolean }) {
  const t = useTexts(doorTexts);
  const w = useTexts(trainingTexts);
  const language = useLanguage();
  const { session, state } = booking;
  if (!isDoor && state === 'booked') return <Note>{t('own')}</Note>;
  if (state !== 'booked' || !session) return <Note tone="warn">{t('noPlace', { state: w(`standing_${state}`) })}</Note>;
  return (
    <Note tone="warn">{t('notNow', { session: sessionInWords(session.startsAt, session.endsAt, language) })}</Note>
  );
}

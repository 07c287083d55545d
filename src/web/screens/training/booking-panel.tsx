import { useState } from 'react';
import { CalendarPlus, Download } from 'lucide-react';
import type { InvitedUnitWire, TrainingBookingWire, TrainingWeekWire } from '../../../training/training.wire.ts';
import { addressOf } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';
import { sessionInWords } from '../../words/weekday.ts';
import { BookDialog } from './book-dialog.tsx';
import { CancelBooking } from './cancel-booking.tsx';
import { StandingMark } from './standing-mark.tsx';
import { useBooking } from './use-training.ts';

interface PanelProps {
  readonly week: TrainingWeekWire;
  readonly unit: InvitedUnitWire;
}

/** What a unit has booked, and what it may still do about it. */
export function BookingPanel({ week, unit }: PanelProps) {
  const t = useTexts(trainingTexts);
  const [books, setBooks] = useState(false);
  const booking = useBooking(unit.bookingId);
  return (
    <section className="training-card stack" aria-label={t('mine', { unit: unit.unitName })}>
      {unit.bookingId === null ? (
        <>
          <div>
            <h2>{t('mineNone')}</h2>
            <p className="quiet">
              {unit.unitName}. {t('mineNoneText')}
            </p>
          </div>
          <p>
            <Button kind="primary" onClick={() => setBooks(true)}>
              {t('book')}
            </Button>
          </p>
        </>
      ) : (
        <h2>{t('mine', { unit: unit.unitName })}</h2>
      )}
      {unit.bookingId !== null && booking.isPending && <Skeletons rows={2} height={40} />}
      {booking.error && !booking.data && <ErrorState error={booking.error} onRetry={() => void booking.refetch()} />}
      {unit.bookingId !== null && booking.data && <Booked booking={booking.data} onChange={() => setBooks(true)} />}
      {books && (
        <BookDialog
          weekId={week.id}
          unit={{ id: unit.unitId, name: unit.unitName }}
          booking={unit.bookingId === null ? null : (booking.data ?? null)}
          onClose={() => setBooks(false)}
        />
      )}
    </section>
  );
}

function Booked({ booking, onChange }: { readonly booking: TrainingBookingWire; readonly onChange: () => void }) {
  const t = useTexts(trainingTexts);
  const [cancels, setCancels] = useState(false);
  const { id, state, session, can, unitName } = booking;
  return (
    <>
      <BookingFacts booking={booking} />
      <div className="line">
        {can.change && <Button onClick={onChange}>{t('change')}</Button>}
        {can.cancel && <Button onClick={() => setCancels(true)}>{t('cancel')}</Button>}
        {state === 'booked' && session && (
          <>
            <a className="button button-plain" href={addressOf(`/training-bookings/${id}/ticket`)} download>
              <Download size={18} aria-hidden />
              <span>{t('ticket')}</span>
            </a>
            <a className="button button-plain" href={addressOf(`/training-bookings/${id}/calendar`)} download>
              <CalendarPlus size={18} aria-hidden />
              <span>{t('ics')}</span>
            </a>
          </>
        )}
      </div>
      {cancels && <CancelBooking id={id} unitName={unitName} onClose={() => setCancels(false)} />}
    </>
  );
}

/** State, session, person. */
function BookingFacts({ booking }: { readonly booking: TrainingBookingWire }) {
  const t = useTexts(trainingTexts);
  const language = useLanguage();
  const { state, session, waitingFor, position, traineeName, traineePhone, source, checkedInAt } = booking;
  const words = session && sessionInWords(session.startsAt, session.endsAt, language);
  const waits = waitingFor && sessionInWords(waitingFor.startsAt, waitingFor.endsAt, language);
  return (
    <dl className="training-facts">
      <div>
        <dt>{t('factState')}</dt>
        <dd>
          <StandingMark standing={state === 'booked' && traineeName === '' ? 'unnamed' : state} />
        </dd>
      </div>
      {words && session && (
        <div>
          <dt>{t('factSession')}</dt>
          <dd>
            <strong>{words}</strong>
            <span className="training-below quiet">
              {session.place} · {t(`factSource_${source}`)}
            </span>
          </dd>
        </div>
      )}
      {position !== null && (
        <div>
          <dt>{t('factWaiting')}</dt>
          <dd>
            {waits ?? t('factAnySession')}
            <span className="training-below quiet">{t('factPosition', { position })}</span>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('factTrainee')}</dt>
        <dd>{traineeName === '' ? t('factNoName') : [traineeName, traineePhone].filter(Boolean).join(' · ')}</dd>
      </div>
      {checkedInAt && (
        <div>
          <dt>{t('factCheckedIn')}</dt>
          <dd>
            <When at={checkedInAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}

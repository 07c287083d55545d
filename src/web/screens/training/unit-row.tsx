import { useState } from 'react';
import { Trash2 } from 'lucide-react';
import type { TrainingUnitWire, TrainingWeekWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { Button } from '../../ui/button.tsx';
import { When } from '../../ui/marks.tsx';
import { Menu } from '../../ui/menu.tsx';
import { BookDialog } from './book-dialog.tsx';
import { CancelBooking } from './cancel-booking.tsx';
import { StandingMark } from './standing-mark.tsx';
import { useBooking } from './use-training.ts';

interface RowProps {
  readonly unit: TrainingUnitWire;
  readonly week: TrainingWeekWire;
}

/** The service says the rest when it is pressed; here only what leads to nothing is left out. */
const BOOKS: ReadonlySet<TrainingUnitWire['standing']> = new Set(['unbooked', 'cancelled', 'absent'] as const);
const CHANGES: ReadonlySet<TrainingUnitWire['standing']> = new Set(['unnamed', 'waiting', 'booked'] as const);

export function UnitRow({ unit, week }: RowProps) {
  const t = useTexts(trainingTexts);
  const [asks, ask] = useState<'book' | 'change' | 'cancel' | null>(null);
  const { unitId, unitName, unitCode, standing, bookingId, traineeName, startsAt } = unit;
  const changes = CHANGES.has(standing);
  // Asked for when somebody wants to change it: the list has no version.
  const booking = useBooking(asks === 'change' ? bookingId : null);
  const close = (): void => ask(null);
  const named = { id: unitId, name: unitName };
  return (
    <li className="row training-row">
      <div className="grow">
        <strong className="two-lines">{unitName}</strong>
        <p className="small quiet">
          {[unitCode, traineeName].filter(Boolean).join(' · ')}
          {startsAt && (
            <>
              {' · '}
              <When at={startsAt} />
            </>
          )}
        </p>
        <p className="small quiet">
          <Reached unit={unit} />
        </p>
      </div>
      <div className="line training-row-acts">
        <StandingMark standing={standing} />
        {BOOKS.has(standing) && (
          <Button onClick={() => ask('book')}>
            {t('book')}
            <span className="hidden-text"> {unitName}</span>
          </Button>
        )}
        {changes && (
          <>
            <Button busy={asks === 'change' && booking.isFetching && !booking.data} onClick={() => ask('change')}>
              {t('change')}
              <span className="hidden-text"> {unitName}</span>
            </Button>
            <Menu
              label={t('moreActs', { unit: unitName })}
              items={[{ label: t('cancel'), icon: <Trash2 size={18} aria-hidden />, onSelect: () => ask('cancel') }]}
            />
          </>
        )}
      </div>
      {asks === 'book' && <BookDialog weekId={week.id} unit={named} booking={null} onClose={close} />}
      {asks === 'change' && booking.data && (
        <BookDialog weekId={week.id} unit={named} booking={booking.data} onClose={close} />
      )}
      {asks === 'cancel' && bookingId && <CancelBooking id={bookingId} unitName={unitName} onClose={close} />}
    </li>
  );
}

/** Whether the invitation reached somebody; where not, whom to ring. */
function Reached({ unit: { standing, invitedTo, phone } }: { readonly unit: TrainingUnitWire }) {
  const t = useTexts(trainingTexts);
  if (standing === 'attended') return null;
  const ring = phone ? t('call', { phone }) : t('noPhone');
  if (standing === 'unbooked' || standing === 'unnamed' || standing === 'absent') return ring;
  if (invitedTo === null) return t('notInvitedYet');
  return invitedTo > 0 ? t('invited', { count: invitedTo }) : `${t('invitedNobody')} · ${ring}`;
}

import type { TrainingBookingWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { doorTexts } from '../../texts/training-door.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { Note, ProblemNote } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';
import { sessionInWords } from '../../words/weekday.ts';
import { StandingMark } from './standing-mark.tsx';
import { UndoCheckIn } from './undo-check-in.tsx';
import { byName, useCheckIn } from './use-check-in.ts';
import { TRAINING } from './use-training.ts';

interface RowProps {
  readonly booking: TrainingBookingWire;
  /** Found among all sessions: say which one is theirs. */
  readonly isFound: boolean;
}

export function DoorRow({ booking, isFound }: RowProps) {
  const t = useTexts(doorTexts);
  const language = useLanguage();
  const { id, unitName, unitCode, traineeName, session, state, checkedInAt, can } = booking;
  const { checkIn, pending, waits, problem } = useCheckIn(byName(id));
  return (
    <li className="row training-row door-row">
      <div className="grow">
        <strong className="two-lines">{traineeName || t('noName')}</strong>
        <p className="two-lines">
          {unitName} <span className="small quiet">{unitCode}</span>
        </p>
        {isFound && session && (
          <p className="small quiet">{sessionInWords(session.startsAt, session.endsAt, language)}</p>
        )}
        <p className="line">
          <StandingMark standing={state} />
          {checkedInAt && <When at={checkedInAt} />}
        </p>
        {waits && <Note tone="warn">{t('weak')}</Note>}
        {problem && <ProblemNote problem={problem} />}
      </div>
      <div className="door-acts">
        {can.checkIn && (
          <Button kind="primary" busy={pending} onClick={() => void checkIn()}>
            {t('here')}
            <span className="hidden-text"> {traineeName || unitName}</span>
          </Button>
        )}
        {can.markAbsent && state === 'booked' && <Absent id={id} unit={unitName} />}
        <UndoCheckIn booking={booking} />
      </div>
    </li>
  );
}

/** Taken back by checking in: who comes late is here all the same. */
function Absent({ id, unit }: { readonly id: string; readonly unit: string }) {
  const t = useTexts(doorTexts);
  const act = useAct({
    do: (_: void, call) => post(`/training-bookings/${id}/absence`, {}, call),
    touches: TRAINING,
    done: () => ({ text: t('absentDone', { unit }) }),
  });
  return (
    <Button busy={act.pending} onClick={() => void act.run()}>
      {t('absent')}
      <span className="hidden-text"> {unit}</span>
    </Button>
  );
}

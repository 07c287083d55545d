import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { TrainingSessionWire, TrainingWeekWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { Mark } from '../../ui/marks.tsx';
import { dayWithWeekday, hoursInWords, sessionInWords } from '../../words/weekday.ts';
import { SessionDialog } from './session-dialog.tsx';
import { timetableOf } from './timetable.model.ts';
import { useSessions } from './use-training.ts';

const TONES = { open: 'green', full: 'orange', over: 'grey', cancelled: 'grey' } as const;

/** Sessions by half day: days beside each other, on a phone below each other. */
export function Timetable({ week }: { readonly week: TrainingWeekWire }) {
  const t = useTexts(trainingTexts);
  const language = useLanguage();
  const sessions = useSessions(week.id);
  const [edited, edit] = useState<TrainingSessionWire | 'new' | null>(null);
  const { arrange } = week.can;
  return (
    <section className="stack" aria-label={t('partSessions')}>
      <div className="line spread">
        <h2>{t('partSessions')}</h2>
        {arrange && (
          <Button icon={<Plus size={18} aria-hidden />} onClick={() => edit('new')}>
            {t('addSession')}
          </Button>
        )}
      </div>
      {sessions.isPending && <Skeletons rows={3} height={120} />}
      {sessions.isError && !sessions.data && (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      <div className="timetable">
        {timetableOf(sessions.rows).map(({ day, morning, afternoon }) => (
          <section key={day} className="timetable-day" aria-label={dayWithWeekday(day, language)}>
            <h3>{dayWithWeekday(day, language)}</h3>
            <Half name={t('morning')} sessions={morning} onEdit={arrange ? edit : null} />
            <Half name={t('afternoon')} sessions={afternoon} onEdit={arrange ? edit : null} />
          </section>
        ))}
      </div>
      <MoreRows list={sessions} />
      {edited && <SessionDialog week={week} session={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </section>
  );
}

type Editing = ((session: TrainingSessionWire) => void) | null;

interface HalfProps {
  readonly name: string;
  readonly sessions: readonly TrainingSessionWire[];
  readonly onEdit: Editing;
}

function Half({ name, sessions, onEdit }: HalfProps) {
  const t = useTexts(trainingTexts);
  return (
    <div className="timetable-half">
      <h4 className="small quiet">{name}</h4>
      {sessions.length === 0 && <p className="small quiet">{t('noSession')}</p>}
      <ul>
        {sessions.map((session) => (
          <li key={session.id}>
            <Session session={session} onEdit={onEdit} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Session({ session, onEdit }: { readonly session: TrainingSessionWire; readonly onEdit: Editing }) {
  const t = useTexts(trainingTexts);
  const language = useLanguage();
  const { startsAt, endsAt, taken, capacity, waiting, isMakeUp, state, cancelReason } = session;
  const inside = (
    <>
      <strong className="when">{hoursInWords(startsAt, endsAt)}</strong>
      <span className="small">{t('places', { taken, capacity })}</span>
      <span className="line small">
        <Mark tone={TONES[state]}>{t(`session_${state}`)}</Mark>
        {waiting > 0 && <Mark tone="violet">{t('waiting', { count: waiting })}</Mark>}
        {isMakeUp && <Mark tone="teal">{t('makeUp')}</Mark>}
      </span>
      {cancelReason && <span className="small quiet">{cancelReason}</span>}
    </>
  );
  if (!onEdit || state === 'over' || state === 'cancelled')
    return (
      <div className="session" data-state={state}>
        {inside}
      </div>
    );
  return (
    <button type="button" className="session" data-state={state} onClick={() => onEdit(session)}>
      <span className="hidden-text">
        {t('editSessionNamed', { session: sessionInWords(startsAt, endsAt, language) })}:{' '}
      </span>
      {inside}
    </button>
  );
}

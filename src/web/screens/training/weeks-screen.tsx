import './training.css';
import { useState } from 'react';
import { CalendarPlus } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { InvitedUnitWire, TrainingWeekWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { Page } from '../../ui/page.tsx';
import { dayInWords } from '../../words/when.ts';
import { useAdministered } from '../admin/parts/administers.ts';
import { NewWeek } from './new-week.tsx';
import { StandingMark } from './standing-mark.tsx';
import { useWeeks } from './use-training.ts';

/** Trainings one arranges or is invited to. */
export function TrainingScreen() {
  const t = useTexts(trainingTexts);
  const navigate = useNavigate();
  const isAdmin = useAdministered().length > 0;
  const [making, setMaking] = useState(false);
  const weeks = useWeeks();
  const make = (
    <Button kind="primary" icon={<CalendarPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
      {t('newWeek')}
    </Button>
  );
  const isEmpty = weeks.isSuccess && weeks.rows.length === 0;
  return (
    <Page title={t('title')} below={<p className="quiet">{t('intro')}</p>} actions={isAdmin && !isEmpty && make}>
      {weeks.isPending && <Skeletons rows={2} height={96} />}
      {weeks.isError && !weeks.data && <ErrorState error={weeks.error} onRetry={() => void weeks.refetch()} />}
      {isEmpty && (
        <EmptyState title={t('none')} {...(isAdmin && { action: make })}>
          {t(isAdmin ? 'noneAdmin' : 'noneText')}
        </EmptyState>
      )}
      <ul className="rows">
        {weeks.rows.map((week) => (
          <Week key={week.id} week={week} />
        ))}
      </ul>
      <MoreRows list={weeks} />
      {making && (
        <NewWeek onClose={() => setMaking(false)} onMade={({ id }) => void navigate(`/training/${id}/sessions`)} />
      )}
    </Page>
  );
}

function Week({ week }: { readonly week: TrainingWeekWire }) {
  const t = useTexts(trainingTexts);
  const { id, name, unitName, firstDay, lastDay, place, can, invited } = week;
  return (
    <li className="row training-week">
      <div className="grow">
        <Link to={`/training/${id}`}>
          <strong>{name}</strong>
        </Link>
        <p className="small quiet">
          {dayInWords(firstDay)} – {dayInWords(lastDay)} · {place} · {unitName}
        </p>
        {invited.map((unit) => (
          <Own key={unit.unitId} unit={unit} isSeveral={invited.length > 1} />
        ))}
      </div>
      <div className="line">
        {invited.some(({ bookingId }) => bookingId === null) && (
          <ButtonLink to={`/training/${id}`} kind="primary">
            {t('cardAction')}
          </ButtonLink>
        )}
        {can.checkIn && <ButtonLink to={`/training/check-in?week=${id}`}>{t('toDoor')}</ButtonLink>}
      </div>
    </li>
  );
}

function Own({ unit, isSeveral }: { readonly unit: InvitedUnitWire; readonly isSeveral: boolean }) {
  return (
    <p className="line">
      {isSeveral && <span>{unit.unitName}:</span>}
      <StandingMark standing={unit.state ?? 'unbooked'} />
    </p>
  );
}

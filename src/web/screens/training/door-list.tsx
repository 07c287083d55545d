import { useState } from 'react';
import type { TrainingBookingWire, TrainingSessionWire, TrainingWeekWire } from '../../../training/training.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { doorTexts } from '../../texts/training-door.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { useNow } from '../../ui/clock.ts';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { sessionInWords } from '../../words/weekday.ts';
import { DoorRow } from './door-row.tsx';
import { sessionNow } from './timetable.model.ts';
import { useSessions } from './use-training.ts';

const AGAIN_MS = 20_000;
const ALL = 'all';

/** Who is expected at a session; whoever comes to another one is found by name in all of them. */
export function DoorList({ week }: { readonly week: TrainingWeekWire }) {
  const t = useTexts(doorTexts);
  const sessions = useSessions(week.id);
  const [asked, ask] = useState<string | null>(null);
  const [q, search] = useState('');
  const now = sessionNow(sessions.rows, useNow());
  const sessionId = asked ?? now?.id ?? ALL;
  const list = useList<TrainingBookingWire>(
    ['training', 'door', week.id],
    '/training-bookings',
    { weekId: week.id, limit: 200, ...(q.trim() === '' ? sessionId !== ALL && { sessionId } : { q: q.trim() }) },
    { keep: true, refetchInterval: AGAIN_MS },
  );
  const rows = list.rows.filter(({ state }) => state !== 'cancelled');
  const came = rows.filter(({ state }) => state === 'attended').length;
  return (
    <section className="stack" aria-label={t('toList')}>
      <SearchField label={t('search')} hint={t('searchHint')} value={q} onChange={search} />
      {q.trim() === '' ? (
        <SessionField sessions={sessions.rows} value={sessionId} onChange={ask} />
      ) : (
        <p className="small quiet">{t('searchAll')}</p>
      )}
      {list.isPending && <Skeletons rows={5} height={72} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {rows.length > 0 && (
        <p role="status">
          <strong>{t('came', { came, all: rows.length })}</strong>
        </p>
      )}
      {list.isSuccess && !list.isPlaceholderData && rows.length === 0 && (
        <p className="quiet">{q.trim() === '' ? t('nobody') : t('nobodyFound', { q: q.trim() })}</p>
      )}
      <ul className="rows">
        {rows.map((booking) => (
          <DoorRow key={booking.id} booking={booking} isFound={q.trim() !== '' || sessionId === ALL} />
        ))}
      </ul>
      <MoreRows list={list} />
    </section>
  );
}

interface SessionFieldProps {
  readonly sessions: readonly TrainingSessionWire[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function SessionField({ sessions, value, onChange }: SessionFieldProps) {
  const t = useTexts(doorTexts);
  const language = useLanguage();
  const held = sessions.filter(({ state }) => state !== 'cancelled');
  return (
    <SelectField
      label={t('session')}
      value={value}
      onChange={onChange}
      options={[
        { value: ALL, label: t('allSessions') },
        ...held.map(({ id, startsAt, endsAt }) => ({ value: id, label: sessionInWords(startsAt, endsAt, language) })),
      ]}
    />
  );
}

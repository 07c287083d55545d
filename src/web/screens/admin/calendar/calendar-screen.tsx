import './calendar.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { CalendarVersionWire, WorkingCalendarWire } from '../../../../calendar/calendar.wire.ts';
import { get } from '../../../api/client.ts';
import { asProblem } from '../../../api/problem.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { ErrorState, Note, Skeletons } from '../../../ui/conditions.tsx';
import { Section } from '../parts/section.tsx';
import { HoursTable } from './hours.tsx';
import { useVersions } from './use-versions.ts';
import { VersionPage } from './version-page.tsx';
import { YearView } from './year-view.tsx';

/** The working calendar: the version in force, or the one in the address. */
export function CalendarScreen() {
  const { id } = useParams();
  const versions = useVersions();
  if (versions.isError && asProblem(versions.error).code === 'calendar.root-only') return <InForceOnly />;
  const shown = id ?? versions.rows.find(({ state }) => state === 'in_force')?.id;
  const error = !versions.data && versions.error;
  if (shown !== undefined) return <Version key={shown} id={shown} versions={versions} />;
  return <Waiting error={error} onRetry={() => void versions.refetch()} />;
}

function Version({ id, versions }: { readonly id: string; readonly versions: ReturnType<typeof useVersions> }) {
  const version = useQuery({
    queryKey: ['calendar', 'version', id],
    queryFn: ({ signal }) => get<CalendarVersionWire>(`/calendar-versions/${id}`, { signal }),
  });
  if (version.data) return <VersionPage version={version.data} versions={versions} />;
  return <Waiting error={version.error} onRetry={() => void version.refetch()} />;
}

function Waiting({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useTexts(calendarTexts);
  return (
    <Section title={t('title')}>
      {error ? <ErrorState error={error} onRetry={onRetry} /> : <Skeletons rows={4} height={220} />}
    </Section>
  );
}

/** For administrators further down: everybody works by it, so that everybody sees it. */
function InForceOnly() {
  const t = useTexts(calendarTexts);
  const calendar = useQuery({
    queryKey: ['calendar', 'current'],
    queryFn: ({ signal }) => get<WorkingCalendarWire>('/working-calendar', { signal }),
  });
  return (
    <Section title={t('title')} below={<p className="quiet">{t('intro')}</p>}>
      <Note>{t('readOnly')}</Note>
      {calendar.isPending && <Skeletons rows={4} height={220} />}
      {calendar.isError && !calendar.data && (
        <ErrorState error={calendar.error} onRetry={() => void calendar.refetch()} />
      )}
      {calendar.data && (
        <div className="stack">
          <YearView data={calendar.data} onEdit={null} />
          <HoursTable officeHours={calendar.data.officeHours} unitHours={[]} />
        </div>
      )}
    </Section>
  );
}

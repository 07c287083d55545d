import './training.css';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { TrainingWeekWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { doorTexts } from '../../texts/training-door.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { EmptyState, ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { localDay } from '../../words/when.ts';
import { DoorCode } from './door-code.tsx';
import { DoorList } from './door-list.tsx';
import { useWeeks } from './use-training.ts';

/** At the door, on a phone: a code from the fragment of the address, which no server sees, or a name. */
export function CheckInScreen() {
  const t = useTexts(doorTexts);
  const navigate = useNavigate();
  const { hash } = useLocation();
  const code = hash.slice(1);
  const weeks = useWeeks();
  const those = weeks.rows.filter(({ can }) => can.checkIn);
  const toList = (weekId: string | null): void =>
    void navigate(`/training/check-in${weekId === null ? '' : `?week=${weekId}`}`, { replace: true });
  return (
    <Page title={t('title')}>
      <div className="stack door">
        {code !== '' && (
          <DoorCode key={code} code={code} doors={weeks.data ? those.map(({ id }) => id) : null} onNext={toList} />
        )}
        {code === '' && weeks.isPending && <Skeletons rows={4} height={72} />}
        {code === '' && weeks.isError && !weeks.data && (
          <ErrorState error={weeks.error} onRetry={() => void weeks.refetch()} />
        )}
        {weeks.isSuccess && those.length === 0 && code === '' && (
          <EmptyState title={t('noWeek')} action={<ButtonLink to="/training">{t('toTraining')}</ButtonLink>}>
            {t('noWeekText')}
          </EmptyState>
        )}
        {code === '' && those.length > 0 && <Weeks weeks={those} />}
      </div>
    </Page>
  );
}

/** The week in the address, the one under way, the next, or the last there was. */
function Weeks({ weeks }: { readonly weeks: readonly TrainingWeekWire[] }) {
  const t = useTexts(doorTexts);
  const [search, setSearch] = useSearchParams();
  const today = localDay(useNow());
  const asked = search.get('week');
  const ahead = weeks.filter(({ lastDay }) => lastDay >= today);
  const week = weeks.find(({ id }) => id === asked) ?? ahead.at(-1) ?? weeks[0];
  if (!week) return null;
  return (
    <>
      {weeks.length > 1 && (
        <SelectField
          label={t('week')}
          value={week.id}
          onChange={(id) => setSearch({ week: id }, { replace: true })}
          options={weeks.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <DoorList key={week.id} week={week} />
    </>
  );
}

import { useState } from 'react';
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { localDay } from '../../../words/when.ts';
import { DayDialog } from './day-dialog.tsx';
import { MonthGrid } from './month-grid.tsx';
import { SpecialLists } from './special-lists.tsx';
import { dayAfterKey, kindsOf, type DayEdit, type DayKind, type SpecialDays } from './year-model.ts';

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const KINDS = ['work', 'weekend', 'holiday', 'makeUp'] as const satisfies readonly DayKind[];
/** Of the holidays the service knows, and two more. */
const [FIRST_YEAR, LAST_YEAR] = [2020, 2032];

interface YearProps {
  readonly data: SpecialDays;
  /** Days that differ from the version this one was begun from. */
  readonly changed?: ReadonlySet<string>;
  /** @returns whether it is written; null: it can only be looked at */
  readonly onEdit: ((edit: DayEdit) => Promise<boolean>) | null;
}

/** A year at a glance: twelve months, in words below. On a phone a list of months. */
export function YearView({ data, changed, onEdit }: YearProps) {
  const t = useTexts(calendarTexts);
  const { year, today, go } = useYear();
  const [editing, setEditing] = useState<string | null>(null);
  const [at, move] = useState(() => (today.startsWith(String(year)) ? today : `${year}-01-01`));
  const here = at.startsWith(`${year}-`) ? at : `${year}-01-01`;
  const kindOf = kindsOf(data);
  const press = (key: string): boolean => {
    const to = dayAfterKey(here, key);
    if (to === null) return false;
    move(to);
    document.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus();
    return true;
  };
  return (
    <section className="stack" aria-label={`${t('year')} ${year}`}>
      <div className="line spread">
        <YearWays year={year} go={go} />
        {onEdit && (
          <Button icon={<Plus size={18} aria-hidden />} onClick={() => setEditing(here)}>
            {t('addDays')}
          </Button>
        )}
      </div>
      <Legend changed={(changed?.size ?? 0) > 0} />
      {onEdit && <p className="small quiet screen-only keys-only">{t('gridHint')}</p>}
      <div className="year">
        {MONTHS.map((month) => (
          <MonthGrid
            key={month}
            year={year}
            month={month}
            kindOf={kindOf}
            today={today}
            here={here}
            {...(changed && { changed })}
            {...(onEdit && { onPress: press, onOpen: setEditing })}
          />
        ))}
      </div>
      <SpecialLists year={year} data={data} onOpen={onEdit ? setEditing : null} />
      {editing && onEdit && (
        <DayDialog day={kindOf(editing)} onSave={onEdit} onClose={() => setEditing(null)} key={editing} />
      )}
    </section>
  );
}

/** The year in the address, this year otherwise. */
function useYear() {
  const today = localDay(useNow());
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get('year'));
  const year = asked >= FIRST_YEAR && asked <= LAST_YEAR ? asked : Number(today.slice(0, 4));
  return { year, today, go: (to: number) => setSearch({ year: String(to) }, { replace: true }) };
}

function YearWays({ year, go }: { readonly year: number; readonly go: (year: number) => void }) {
  const t = useTexts(calendarTexts);
  return (
    <div className="line year-ways">
      <IconButton
        label={t('yearBefore', { year: year - 1 })}
        disabled={year <= FIRST_YEAR}
        onClick={() => go(year - 1)}
      >
        <ChevronLeft size={20} aria-hidden />
      </IconButton>
      <h2 aria-live="polite">
        {t('year')} {year}
      </h2>
      <IconButton label={t('yearBefore', { year: year + 1 })} disabled={year >= LAST_YEAR} onClick={() => go(year + 1)}>
        <ChevronRight size={20} aria-hidden />
      </IconButton>
    </div>
  );
}

function Legend({ changed }: { readonly changed: boolean }) {
  const t = useTexts(calendarTexts);
  return (
    <ul className="line legend" aria-label={t('legend')}>
      {KINDS.map((kind) => (
        <li key={kind} className="line">
          <span className="legend-day" data-kind={kind} aria-hidden>
            {kind === 'holiday' ? '1' : kind === 'makeUp' ? '9' : '5'}
          </span>
          {t(`kind_${kind}`)}
        </li>
      ))}
      {changed && (
        <li className="line">
          <span className="legend-day" data-kind="work" data-changed aria-hidden>
            5
          </span>
          {t('changed')}
        </li>
      )}
    </ul>
  );
}

import { useTexts } from '../../../texts/catalogue.ts';
import { useLanguage } from '../../../texts/language.ts';
import { auditTexts } from '../../../texts/audit.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/fields.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { findPeople, findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';
import { ACTS, actInWords } from './audit-words.ts';
import { sorted } from '../../../words/sorted.ts';

export interface Filter {
  /** undefined: nobody has chosen, so the address may. */
  readonly who: Picked | null | undefined;
  readonly act: string;
  readonly unit: Picked | null;
  /** yyyy-MM-dd. */
  readonly from: string | null;
  readonly to: string | null;
}

export const NO_FILTER: Filter = { who: undefined, act: '', unit: null, from: null, to: null };

interface FiltersProps {
  readonly filter: Filter;
  readonly set: (filter: Filter) => void;
}

/** Who, what, where, and from when to when. */
export function AuditFilters({ filter, set }: FiltersProps) {
  const t = useTexts(auditTexts);
  const language = useLanguage();
  const acts = sorted(
    Object.keys(ACTS).map((value) => ({ value, label: actInWords(value, language) })),
    (a, b) => a.label.localeCompare(b.label, language),
  );
  return (
    <details className="filter-box screen-only" open={matchMedia('(min-width: 800px)').matches}>
      <summary>{t('filters')}</summary>
      <div className="admin-filters" role="group" aria-label={t('filters')}>
        <Picker
          label={t('who')}
          value={filter.who ?? null}
          onChange={(who) => set({ ...filter, who })}
          search={findPeople}
          searchKey="people"
        />
        <SelectField
          label={t('act')}
          value={filter.act}
          onChange={(act) => set({ ...filter, act })}
          options={[{ value: '', label: t('allActs') }, ...acts]}
        />
        <Picker
          label={t('unit')}
          value={filter.unit}
          onChange={(unit) => set({ ...filter, unit })}
          search={findUnits}
          searchKey="units"
        />
        <DateField label={t('from')} value={filter.from} onChange={(from) => set({ ...filter, from })} />
        <DateField label={t('to')} value={filter.to} onChange={(to) => set({ ...filter, to })} />
        <div className="filters-end">
          <Button kind="quiet" onClick={() => set({ ...NO_FILTER, who: null })}>
            {t('clear')}
          </Button>
        </div>
      </div>
    </details>
  );
}

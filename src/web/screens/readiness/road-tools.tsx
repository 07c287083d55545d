import type { FunnelWire } from '../../../onboarding/onboarding.wire.ts';
import { adminWordsTexts } from '../../texts/admin-words.vi.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { useLanguage } from '../../texts/language.ts';
import { readinessTexts } from '../../texts/readiness.vi.ts';
import { SelectField } from '../../ui/fields.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { countInWords } from '../../words/amounts.ts';
import { SECTORS } from '../admin/parts/values.ts';
import type { Filter } from './road.ts';

interface ToolsProps {
  readonly filter: Filter;
  readonly funnel: FunnelWire | undefined;
  readonly set: (name: string, value: string | null) => void;
  /** Null while they are on their way. */
  readonly count: number | null;
}

/** What narrows the list; the step itself is chosen in the funnel. */
export function RoadTools({ filter, funnel, set, count }: ToolsProps) {
  const t = useTexts(readinessTexts);
  const w = useTexts(adminWordsTexts);
  const language = useLanguage();
  return (
    <>
      <Toolbar label={t('search')}>
        <div className="road-search">
          <SearchField
            label={t('search')}
            hint={t('searchHint')}
            value={filter.q ?? ''}
            onChange={(q) => set('q', q)}
          />
        </div>
        <SelectField
          label={t('missing')}
          value={filter.missing ?? ''}
          onChange={(missing) => set('missing', missing)}
          options={[
            { value: '', label: t('missingAny') },
            ...(funnel?.missing ?? []).map(({ step, units }) => ({
              value: step as string,
              label: t(`missing_${step}`, { count: units }),
            })),
          ]}
        />
        <SelectField
          label={t('sector')}
          value={filter.sector ?? ''}
          onChange={(sector) => set('sector', sector)}
          options={[
            { value: '', label: w('any') },
            ...SECTORS.map((sector) => ({ value: sector as string, label: w(`sector_${sector}`) })),
          ]}
        />
      </Toolbar>
      <p className="quiet" role="status">
        {count === null ? t('loadingRows') : t('shown', { count: countInWords(count, language) })}
      </p>
    </>
  );
}

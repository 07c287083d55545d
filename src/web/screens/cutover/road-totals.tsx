import { CircleAlert } from 'lucide-react';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import type { Tone } from '../../ui/states.ts';
import { countInWords } from '../../words/amounts.ts';
import { STEP_LOOKS } from './looks.ts';
import { isUnready, STEPS, type Show, type Step } from './roads.ts';

interface TotalsProps {
  /** Null while they are on their way. */
  readonly counts: Readonly<Record<Step, number>> | null;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
}

/** How many units are how far: a bar of segments, and each segment a filter. */
export function RoadTotals({ counts, show, onShow }: TotalsProps) {
  const t = useTexts(cutoverTexts);
  const all = counts && STEPS.reduce((sum, step) => sum + counts[step], 0);
  const unready = counts && STEPS.reduce((sum, step) => sum + (isUnready({ step }) ? counts[step] : 0), 0);
  const filter = (name: Show, count: number | null, tone: Tone, Icon: typeof CircleAlert | null) => (
    <Filter key={name} name={name} count={count} tone={tone} Icon={Icon} isChosen={show === name} onShow={onShow} />
  );
  return (
    <div className="totals">
      <div className="totals-bar" aria-hidden>
        {counts &&
          STEPS.filter((step) => counts[step] > 0).map((step) => (
            <span
              key={step}
              className={`totals-part mark-${STEP_LOOKS[step].tone}`}
              style={{ flexGrow: counts[step] }}
            />
          ))}
      </div>
      <div className="totals-filters" role="group" aria-label={t('show')}>
        {filter('all', all, 'grey', null)}
        {STEPS.map((step) => filter(step, counts && counts[step], STEP_LOOKS[step].tone, STEP_LOOKS[step].icon))}
        {filter('unready', unready, (unready ?? 0) > 0 ? 'red' : 'grey', CircleAlert)}
        {filter('unfinished', all !== null && counts ? all - counts.cut_over : null, 'grey', null)}
      </div>
    </div>
  );
}

interface FilterProps {
  readonly name: Show;
  readonly count: number | null;
  readonly tone: Tone;
  readonly Icon: typeof CircleAlert | null;
  readonly isChosen: boolean;
  readonly onShow: (show: Show) => void;
}

function Filter({ name, count, tone, Icon, isChosen, onShow }: FilterProps) {
  const t = useTexts(cutoverTexts);
  const language = useLanguage();
  const word = name === 'all' || name === 'unready' || name === 'unfinished' ? t(name) : t(`step_${name as Step}`);
  return (
    <button
      type="button"
      className={`totals-filter mark-${tone}`}
      data-empty={count === 0 && !isChosen}
      aria-pressed={isChosen}
      onClick={() => onShow(isChosen ? 'all' : name)}
    >
      {Icon && <Icon size={16} aria-hidden />}
      <strong>{count === null ? '…' : countInWords(count, language)}</strong>
      <span>{word}</span>
    </button>
  );
}

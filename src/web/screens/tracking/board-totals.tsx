import { Clock } from 'lucide-react';
import { useLanguage } from '../../texts/language.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { STATES, type Tone } from '../../ui/states.ts';
import { countInWords } from '../../words/amounts.ts';
import { SEGMENT_NAMES, SEGMENTS, type Segment, type Show, type Totals } from './segments.ts';

/** Always there, also with nobody in them: what people ask for first. */
const ALWAYS: ReadonlySet<Segment> = new Set(['unopened', 'opened', 'acknowledged', 'registered', 'done']);

interface TotalsProps {
  /** Null while the rows are on their way. */
  readonly totals: Totals | null;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
}

/** One line of totals, which is also the filter. */
export function BoardTotals({ totals, show, onShow }: TotalsProps) {
  const t = useTexts(trackingTexts);
  const names = SEGMENT_NAMES.filter((name) => ALWAYS.has(name) || (totals?.bySegment[name] ?? 0) > 0 || show === name);
  return (
    <div className="totals">
      <div className="totals-bar" aria-hidden>
        {totals &&
          names
            .filter((name) => totals.bySegment[name] > 0)
            .map((name) => (
              <span
                key={name}
                className={`totals-part mark-${STATES[SEGMENTS[name][0]].tone}`}
                data-segment={name}
                style={{ flexGrow: totals.bySegment[name] }}
              />
            ))}
      </div>
      <div className="totals-filters" role="group" aria-label={t('show')}>
        <Filter name="all" count={totals?.recipients} chosen={show} onShow={onShow} />
        {names.map((name) => (
          <Filter key={name} name={name} count={totals?.bySegment[name]} chosen={show} onShow={onShow} />
        ))}
        {show === 'unacknowledged' && (
          <Filter
            name="unacknowledged"
            count={totals && totals.bySegment.unopened + totals.bySegment.opened}
            chosen={show}
            onShow={onShow}
          />
        )}
        <Filter name="late" count={totals?.late} chosen={show} onShow={onShow} />
      </div>
    </div>
  );
}

interface FilterProps {
  readonly name: Show;
  readonly count: number | null | undefined;
  readonly chosen: Show;
  readonly onShow: (show: Show) => void;
}

function Filter({ name, count, chosen, onShow }: FilterProps) {
  const t = useTexts(trackingTexts);
  const language = useLanguage();
  const { tone, Icon } = lookOf(name, count ?? 0);
  const isChosen = chosen === name;
  return (
    <button
      type="button"
      className={`totals-filter mark-${tone}`}
      data-segment={name}
      data-empty={count === 0 && !isChosen}
      aria-pressed={isChosen}
      onClick={() => onShow(isChosen ? 'all' : name)}
    >
      {Icon && <Icon size={16} aria-hidden />}
      <strong>{count === undefined || count === null ? '…' : countInWords(count, language)}</strong>
      <span>{t(name)}</span>
    </button>
  );
}

function lookOf(name: Show, count: number): { readonly tone: Tone; readonly Icon: typeof Clock | null } {
  if (name === 'late') return { tone: count > 0 ? 'red' : 'grey', Icon: Clock };
  if (name === 'all' || name === 'unacknowledged') return { tone: 'grey', Icon: null };
  const { tone, icon } = STATES[SEGMENTS[name][0]];
  return { tone, Icon: icon };
}

import type { FunnelWire } from '../../../onboarding/onboarding.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { useLanguage } from '../../texts/language.ts';
import { readinessTexts } from '../../texts/readiness.vi.ts';
import { countInWords } from '../../words/amounts.ts';
import { barsOf, type Bar } from './road.ts';

interface FunnelProps {
  readonly funnel: FunnelWire;
  readonly step: string | undefined;
  readonly onStep: (step: string | null) => void;
}

/** How many have come how far: one bar a step, each also the filter for those who stand there. */
export function Funnel({ funnel, step, onStep }: FunnelProps) {
  const t = useTexts(readinessTexts);
  return (
    <section className="funnel-part" aria-label={t('funnel')}>
      <ol className="funnel">
        {barsOf(funnel).map((bar) => (
          <li key={bar.step}>
            <Step bar={bar} chosen={step === bar.step} onStep={onStep} />
          </li>
        ))}
      </ol>
      <p className="small quiet screen-only">{t('barHint')}</p>
    </section>
  );
}

interface StepProps {
  readonly bar: Bar;
  readonly chosen: boolean;
  readonly onStep: (step: string | null) => void;
}

function Step({ bar, chosen, onStep }: StepProps) {
  const t = useTexts(readinessTexts);
  const language = useLanguage();
  const n = (count: number): string => countInWords(count, language);
  return (
    <button
      type="button"
      className="funnel-step"
      aria-pressed={chosen}
      onClick={() => onStep(chosen ? null : bar.step)}
    >
      <span className="funnel-name">{t(bar.step)}</span>
      <span className="funnel-track" aria-hidden>
        <span className="funnel-bar" data-step={bar.step} style={{ width: `${bar.width * 100}%` }}>
          {bar.step !== 'ready' && <span className="funnel-here" style={{ width: `${bar.standing * 100}%` }} />}
        </span>
      </span>
      <strong className="funnel-count">
        {n(bar.reached)} <span className="hidden-text">{t('reached', { count: '' })}, </span>
      </strong>
      <span className="funnel-standing small" data-empty={bar.here === 0 || undefined}>
        {bar.step !== 'ready' && (bar.here > 0 ? t('here', { count: n(bar.here) }) : t('hereNone'))}
      </span>
    </button>
  );
}

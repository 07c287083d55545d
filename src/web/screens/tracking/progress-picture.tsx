import { useTexts } from '../../texts/catalogue.ts';
import { useLanguage } from '../../texts/language.ts';
import { trackingTexts } from '../../texts/tracking.vi.ts';
import { useNow } from '../../ui/clock.ts';
import { countInWords } from '../../words/amounts.ts';
import { spanInWords, whenExactly } from '../../words/when.ts';
import type { TrackingRowWire } from '../../../outgoing/tracking.wire.ts';
import { placeOf, progressOf, stepPath, type Progress } from './progress.ts';

const BOX = { width: 600, height: 120 };

/** How many had opened and acknowledged by when. Closed to begin with: the totals are what people come for. */
export function ProgressPicture({ rows }: { readonly rows: readonly TrackingRowWire[] }) {
  const t = useTexts(trackingTexts);
  const language = useLanguage();
  const progress = progressOf(rows, useNow());
  if (!progress) return null;
  const { from, to, recipients, half } = progress;
  const n = (count: number): string => countInWords(count, language);
  const acknowledged = progress.acknowledged.at(-1)?.count ?? 0;
  return (
    <details className="progress">
      <summary>
        <strong>{t('progress')}</strong>{' '}
        <span className="quiet">
          {t('progressNow', {
            acknowledged: n(acknowledged),
            recipients: n(recipients),
            span: spanInWords(to - from, language),
          })}{' '}
          {half !== null && t('progressHalf', { span: spanInWords(half, language) })}
        </span>
      </summary>
      <Picture progress={progress} />
      <p className="line spread small quiet progress-foot">
        <span>{whenExactly(new Date(from).toISOString())}</span>
        <span className="line progress-keys">
          <span className="progress-key" data-line="opened">
            {t('opened')}
          </span>
          <span className="progress-key" data-line="acknowledged">
            {t('acknowledged')}
          </span>
        </span>
        <span>{whenExactly(new Date(to).toISOString())}</span>
      </p>
    </details>
  );
}

function Picture({ progress }: { readonly progress: Progress }) {
  const t = useTexts(trackingTexts);
  const due = progress.deadline;
  const isInside = due !== null && due > progress.from && due < progress.to;
  const x = isInside ? placeOf(due, progress) * BOX.width : 0;
  return (
    <svg
      viewBox={`0 -4 ${BOX.width} ${BOX.height + 8}`}
      preserveAspectRatio="none"
      className="progress-picture"
      role="img"
    >
      <title>{t('progressPicture')}</title>
      {[0, BOX.height / 2, BOX.height].map((y) => (
        <line key={y} x1={0} x2={BOX.width} y1={y} y2={y} className="progress-grid" />
      ))}
      {isInside && <line x1={x} x2={x} y1={0} y2={BOX.height} className="progress-due" />}
      <path d={stepPath(progress.opened, progress, BOX)} className="progress-line" data-line="opened" />
      <path d={stepPath(progress.acknowledged, progress, BOX)} className="progress-line" data-line="acknowledged" />
    </svg>
  );
}

import type { OutgoingDocumentWire, StepWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts, type Translate } from '../../texts/catalogue.ts';
import { outgoingTexts, type vi } from '../../texts/outgoing.vi.ts';
import { When } from '../../ui/marks.tsx';
import { reversed } from '../../words/sorted.ts';

type StepText = Extract<keyof typeof vi, `step_${string}`>;

/** Who did what, when, and why; the latest first. */
export function DocumentHistory({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  return (
    <section className="stack" aria-labelledby="document-history">
      <h2 id="document-history">{t('history')}</h2>
      <ol className="history">
        {reversed(document.steps).map((step) => (
          <li key={`${step.act} ${step.at}`}>
            <span className="quiet small">
              <When at={step.at} />
            </span>
            <span>
              {t(`step_${step.act}` as StepText)}
              <span className="quiet"> · {doer(step, t)}</span>
              {step.reason && <span className="history-reason">{step.reason}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function doer({ accountName, postTitle, forAccountName }: StepWire, t: Translate<typeof vi>): string {
  if (!accountName) return t('bySystem');
  const name = forAccountName ? t('insteadOf', { name: accountName, absent: forAccountName }) : accountName;
  return postTitle ? `${name}, ${postTitle}` : name;
}

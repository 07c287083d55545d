import { useId } from 'react';
import type { ScanAlertWire } from '../../../outgoing/scan-alerts.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Mark } from '../../ui/marks.tsx';

/** Files that keep a document from being sent or read. */
export function ScanAlerts({ alerts }: { readonly alerts: readonly ScanAlertWire[] }) {
  const t = useTexts(homeTexts);
  const id = useId();
  if (alerts.length === 0) return null;
  return (
    <section aria-labelledby={id} className="home-block">
      <header className="home-head">
        <h2 id={id}>{t('scanAlerts')}</h2>
      </header>
      <ul className="rows">
        {alerts.map(({ attachmentId, name, scan, documentId, symbol, subject }) => (
          <li key={`${documentId} ${attachmentId}`} className="row home-row">
            <div className="home-text">
              <p className="line">
                <strong>{name}</strong>
                <Mark tone="red">
                  {scan.state === 'infected' || scan.state === 'unscannable' ? t(scan.state) : t('pending')}
                </Mark>
              </p>
              <p className="two-lines quiet">{[symbol, subject].filter(Boolean).join(' · ')}</p>
            </div>
            <ButtonLink to={`/outgoing/${documentId}`}>
              {t('openDocument')}
              <span className="hidden-text"> {symbol ?? subject}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

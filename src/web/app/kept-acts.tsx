import { useEffect, useState } from 'react';
import { CloudUpload } from 'lucide-react';
import { keepSending, takeNote, useKeptActs } from '../offline/acts.ts';
import { useTexts } from '../texts/catalogue.ts';
import { offlineTexts } from '../texts/offline.vi.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Mark } from '../ui/marks.tsx';
import { whenExactly } from '../words/when.ts';

/** What was pressed without a line and is not settled: in sight on every page until it is. */
export function KeptActs() {
  const t = useTexts(offlineTexts);
  const acts = useKeptActs();
  const [open, setOpen] = useState(false);
  useEffect(keepSending, []);
  const refused = acts.filter((act) => act.refused !== null).length;
  const waiting = acts.length - refused;
  return (
    <>
      <div role="status">
        {acts.length > 0 && (
          <div className="banner">
            <CloudUpload size={18} aria-hidden />
            <span>
              {[
                waiting > 0 && t('waitingCount', { count: waiting }),
                refused > 0 && t('refusedCount', { count: refused }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <button type="button" className="link-button" onClick={() => setOpen(true)} aria-haspopup="dialog">
              {t('seeWhat')}
            </button>
          </div>
        )}
      </div>
      {open && <ActsDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function ActsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(offlineTexts);
  const acts = useKeptActs();
  return (
    <Dialog title={t('actsTitle')} onClose={onClose}>
      <div className="stack">
        <p className="quiet">{t('actsText')}</p>
        <ul className="rows">
          {acts.map((act) => (
            <li key={act.deliveryId} className="row notice">
              <div>
                <strong>{act.label}</strong>
                <p className="small quiet">{t('pressedAt', { time: whenExactly(act.pressedAt) })}</p>
                {act.refused && <p className="small">{act.refused}</p>}
              </div>
              {act.refused === null ? (
                <Mark tone="orange">{t('waiting')}</Mark>
              ) : (
                <div className="stack">
                  <Mark tone="red">{t('refused')}</Mark>
                  <Button onClick={() => void takeNote(act)}>{t('understood')}</Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

import { useState } from 'react';
import { FlaskConical } from 'lucide-react';
import { useAct } from '../api/act.ts';
import { PRACTICE } from '../api/area.ts';
import { del } from '../api/client.ts';
import { useTexts } from '../texts/catalogue.ts';
import { practiceTexts } from '../texts/practice.vi.ts';
import { startTour } from '../tour/tour-state.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmConsequence } from '../ui/dialog.tsx';
import { startOver } from './practice-calls.ts';

/** On every screen of the practice area: that nothing is real, and the ways out. */
export function PracticeBanner() {
  const t = useTexts(practiceTexts);
  const [isAsked, setAsked] = useState(false);
  const again = useAct({ do: startOver, done: () => location.assign(`${PRACTICE}/`) });
  const leaving = useAct({
    // Out in any case: what is over there is of no use anywhere else.
    do: () => del('/sessions/current', { leaving: true }).catch(() => undefined),
    done: () => location.assign('/'),
  });
  return (
    <section className="banner practice-banner" aria-label={t('title')}>
      <FlaskConical size={18} aria-hidden />
      <strong>{t('notice')}</strong>
      <span className="practice-acts">
        <Button kind="quiet" onClick={startTour}>
          {t('tour')}
        </Button>
        <Button kind="quiet" onClick={() => setAsked(true)}>
          {t('again')}
        </Button>
        <Button kind="quiet" busy={leaving.pending} onClick={() => void leaving.run()}>
          {t('leave')}
        </Button>
      </span>
      {isAsked && (
        <ConfirmConsequence
          title={t('againTitle')}
          action={t('again')}
          danger
          busy={again.pending}
          onConfirm={() => void again.run()}
          onClose={() => setAsked(false)}
        >
          <p>{t('againText')}</p>
        </ConfirmConsequence>
      )}
    </section>
  );
}

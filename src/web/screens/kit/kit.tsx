import { useState } from 'react';
import { Check, Printer } from 'lucide-react';
import type { WhoWire } from '../../../accounts/session.wire.ts';
import { useAct } from '../../api/act.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { kitTexts } from '../../texts/kit.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Page } from '../../ui/page.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { tell } from '../../ui/toasts.ts';
import { showWork } from '../../ui/tray-work.ts';
import { KitFields } from './kit-fields.tsx';
import { KitMarks } from './kit-marks.tsx';

/** A large upload on a weak line, as the tray shows it. */
const upload = (): void =>
  showWork({
    id: 'kit',
    title: 'QĐ-137-thanh-lap.pdf',
    done: 40e6,
    total: 400e6,
    speed: 1.2e6,
    state: 'running',
    onPause: () => undefined,
  });

/** Every shared part in every state: what one builds screens from, and what the tests look at. Not in the navigation. */
export function Kit() {
  const t = useTexts(kitTexts);
  const [asks, setAsks] = useState(false);
  const ask = useAct({ do: () => get<WhoWire>('/sessions/current'), done: () => ({ text: t('answered') }) });
  const print = { label: t('print'), icon: <Printer size={18} aria-hidden />, onSelect: () => globalThis.print() };
  const refused = { label: t('refused'), refused: t('refusedWhy'), onSelect: () => undefined };
  const acknowledge = (): void => tell({ tone: 'good', text: t('acknowledged'), undo: () => undefined });
  return (
    <Page
      title={t('title')}
      below={<p className="quiet">{t('intro')}</p>}
      actions={
        <>
          <Button kind="primary" icon={<Check size={18} aria-hidden />} onClick={acknowledge}>
            {t('acknowledge')}
          </Button>
          <Menu label={t('more')} items={[print, refused]} />
        </>
      }
    >
      <div className="stack">
        <Toolbar label={t('acts')}>
          <Button busy={ask.pending} onClick={() => void ask.run()}>
            {t('ask')}
          </Button>
          <Button refused={t('refusedWhy')}>{t('refused')}</Button>
          <Button onClick={() => setAsks(true)}>{t('send')}</Button>
          <Button kind="quiet" onClick={upload}>
            {t('upload')}
          </Button>
        </Toolbar>
        <KitFields />
        <KitMarks />
      </div>
      {asks && (
        <ConfirmConsequence
          title={t('sendTitle')}
          action={t('send')}
          busy={false}
          onConfirm={() => setAsks(false)}
          onClose={() => setAsks(false)}
        >
          <p>{t('sendText')}</p>
        </ConfirmConsequence>
      )}
    </Page>
  );
}

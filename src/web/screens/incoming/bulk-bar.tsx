import { useState } from 'react';
import type { IncomingLineWire } from '../../../incoming/incoming.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { incomingTexts } from '../../texts/incoming.vi.ts';
import { Button } from '../../ui/button.tsx';
import type { BulkAct } from './bulk-act.ts';
import { later } from '../../ui/later.tsx';

const BulkDialog = later(async () => (await import('./lazy/bulk-dialog.tsx')).BulkDialog);

interface BulkProps {
  readonly rows: readonly IncomingLineWire[];
  readonly selected: ReadonlySet<string>;
  readonly onNone: () => void;
}

/** What can be done to several at once. Opening is not among it: nobody has read what was only ticked. */
export function BulkBar({ rows, selected, onNone }: BulkProps) {
  const t = useTexts(incomingTexts);
  const [act, setAct] = useState<BulkAct | null>(null);
  if (selected.size === 0) return null;
  const close = (): void => {
    setAct(null);
    onNone();
  };
  return (
    <div className="bulk" role="group" aria-label={t('selected', { count: selected.size })}>
      <strong role="status">{t('selected', { count: selected.size })}</strong>
      <Button onClick={() => setAct('acknowledge')}>{t('bulkAcknowledge')}</Button>
      <Button onClick={() => setAct('register')}>{t('bulkRegister')}</Button>
      <Button kind="quiet" onClick={onNone}>
        {t('selectNone')}
      </Button>
      {act && (
        <BulkDialog
          act={act}
          lines={rows.filter(({ id }) => selected.has(id))}
          onClose={() => setAct(null)}
          onDone={close}
        />
      )}
    </div>
  );
}

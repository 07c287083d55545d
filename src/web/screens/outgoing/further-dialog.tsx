import { useState } from 'react';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { ProblemNote } from '../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import type { Lines } from '../composer/recipient-lines.ts';
import { RecipientPicker } from '../composer/recipient-picker.tsx';
import { useDispatch } from './use-dispatch.ts';

/** Gửi thêm: to those who do not have it yet; who has it does not get it again. */
export function FurtherDialog({
  document,
  onClose,
}: {
  readonly document: OutgoingDocumentWire;
  readonly onClose: () => void;
}) {
  const t = useTexts(outgoingTexts);
  const [lines, setLines] = useState<Lines>([]);
  const dispatch = useDispatch(document.id, onClose);
  return (
    <ConfirmConsequence
      wide
      title={t('furtherTitle', { symbol: document.symbol ?? '' })}
      action={t('sendFurther', { count: lines.length })}
      busy={dispatch.pending}
      refused={lines.length === 0 ? t('pickFirst') : null}
      onConfirm={() => void dispatch.run({ sendAt: null, recipients: [...lines] })}
      onClose={onClose}
    >
      <p>{t('furtherText')}</p>
      <RecipientPicker senderId={document.unitId} lines={lines} onChange={(change) => setLines(change)} />
      {dispatch.problem && <ProblemNote problem={dispatch.problem} />}
    </ConfirmConsequence>
  );
}

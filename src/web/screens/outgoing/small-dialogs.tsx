import type { DispatchWire, OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { ProblemNote } from '../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { whenExactly } from '../../words/when.ts';
import { waitingDispatch } from './next-step.ts';
import { touchedBy, useStep } from './use-steps.ts';

interface Props {
  readonly document: OutgoingDocumentWire;
  readonly onClose: () => void;
}

/** Kết thúc: nothing more is expected of it. */
export function CloseDialog({ document, onClose }: Props) {
  const t = useTexts(outgoingTexts);
  const step = useStep(document.id, 'close', onClose);
  return (
    <ConfirmConsequence
      title={t('ask_close', { symbol: document.symbol ?? '' })}
      action={t('act_close')}
      busy={step.pending}
      onConfirm={() => void step.run({})}
      onClose={onClose}
    >
      <p>{t('consequence_close')}</p>
      {step.problem && <ProblemNote problem={step.problem} />}
    </ConfirmConsequence>
  );
}

/** Takes back a dispatch that has reached nobody yet. */
export function CancelDialog({ document, onClose }: Props) {
  const t = useTexts(outgoingTexts);
  const waiting = waitingDispatch(document);
  const cancel = useAct({
    do: (dispatchId: string, call) =>
      post<DispatchWire>(`/outgoing-documents/${document.id}/dispatches/${dispatchId}/cancellation`, {}, call),
    touches: touchedBy(document.id),
    errors: 'field',
    done: () => {
      onClose();
      return { text: t('cancelled') };
    },
  });
  return (
    <ConfirmConsequence
      danger
      title={t('ask_cancel')}
      action={t('act_cancel')}
      busy={cancel.pending}
      refused={waiting ? null : t('alreadyGone')}
      onConfirm={() => waiting && void cancel.run(waiting.id)}
      onClose={onClose}
    >
      <p>{waiting?.waitsFor === 'time' ? t('cancelTimed', { time: whenExactly(waiting.sendAt) }) : t('cancelHeld')}</p>
      {cancel.problem && <ProblemNote problem={cancel.problem} />}
    </ConfirmConsequence>
  );
}

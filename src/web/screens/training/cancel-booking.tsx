import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { TRAINING } from './use-training.ts';

interface CancelProps {
  readonly id: string;
  readonly unitName: string;
  readonly onClose: () => void;
}

export function CancelBooking({ id, unitName: unit, onClose }: CancelProps) {
  const t = useTexts(trainingTexts);
  const act = useAct({
    do: (_: void, call) => post(`/training-bookings/${id}/cancellation`, {}, call),
    touches: TRAINING,
    done: () => {
      onClose();
      return { text: t('cancelled', { unit }) };
    },
  });
  return (
    <ConfirmConsequence
      title={`${t('cancel')}: ${unit}`}
      action={t('cancel')}
      danger
      busy={act.pending}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>{t('cancelText', { unit })}</p>
    </ConfirmConsequence>
  );
}

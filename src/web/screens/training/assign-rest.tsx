import { useState } from 'react';
import type { AssignedWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { common } from '../../texts/common.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmConsequence, Dialog } from '../../ui/dialog.tsx';
import { TRAINING } from './use-training.ts';

interface AssignProps {
  readonly weekId: string;
  /** Units without a place, as far as is loaded. */
  readonly count: number;
  readonly onClose: () => void;
}

/** Places for all who have none: the rule before, the result after. */
export function AssignRest({ weekId, count, onClose }: AssignProps) {
  const t = useTexts(trainingTexts);
  const c = useTexts(common);
  const [result, setResult] = useState<AssignedWire | null>(null);
  const act = useAct({
    do: (_: void, call) => post<AssignedWire>(`/training-weeks/${weekId}/assignments`, {}, call),
    touches: TRAINING,
    done: setResult,
  });
  if (result)
    return (
      <Dialog title={t('assign')} onClose={onClose}>
        <div className="stack" role="status">
          <p>
            <strong>{t('assigned', { assigned: result.assigned })}</strong>
          </p>
          {result.waiting > 0 && <p>{t('assignedWaiting', { waiting: result.waiting })}</p>}
        </div>
        <footer className="dialog-foot">
          <Button kind="primary" onClick={onClose}>
            {c('close')}
          </Button>
        </footer>
      </Dialog>
    );
  return (
    <ConfirmConsequence
      title={t('assign')}
      action={t('assignAction', { count })}
      busy={act.pending}
      refused={count === 0 ? t('assignNobody') : null}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>{count === 0 ? t('assignNobody') : t('assignText', { count })}</p>
    </ConfirmConsequence>
  );
}

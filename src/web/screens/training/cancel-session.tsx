import { useState } from 'react';
import type { TrainingSessionWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { useLanguage } from '../../texts/language.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { sessionInWords } from '../../words/weekday.ts';
import { TRAINING } from './use-training.ts';

interface CancelProps {
  readonly session: TrainingSessionWire;
  readonly onClose: () => void;
}

export function CancelSession({ session, onClose }: CancelProps) {
  const t = useTexts(trainingTexts);
  const language = useLanguage();
  const [reason, setReason] = useState('');
  const words = sessionInWords(session.startsAt, session.endsAt, language);
  const act = useAct({
    do: (_: void, call) => post(`/training-sessions/${session.id}/cancellation`, { reason: reason.trim() }, call),
    touches: TRAINING,
    done: () => {
      onClose();
      return { text: t('sessionCancelled', { session: words }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={`${t('cancelSession')}: ${words}`} onClose={onClose}>
      <Form onSubmit={() => void act.run()} problem={act.problem}>
        <p>{t('cancelSessionText', { count: session.taken })}</p>
        <TextField
          label={t('reason')}
          error={act.fields['reason']}
          value={reason}
          onChange={setReason}
          required
          minLength={3}
          maxLength={500}
        />
        <Button type="submit" kind="danger" busy={act.pending}>
          {t('cancelSession')}
        </Button>
      </Form>
    </Dialog>
  );
}

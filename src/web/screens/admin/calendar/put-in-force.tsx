import { useState } from 'react';
import type { CalendarVersionWire } from '../../../../calendar/calendar.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Skeletons } from '../../../ui/conditions.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { DifferenceList } from './difference.tsx';
import { useMoves } from './use-moves.ts';

interface ForceProps {
  readonly version: CalendarVersionWire;
  readonly onClose: () => void;
}

/** Says what changes for everybody before it does. */
export function PutInForce({ version, onClose }: ForceProps) {
  const t = useTexts(calendarTexts);
  const [reason, setReason] = useState('');
  const { id, no } = version;
  const moves = useMoves(id, true);
  const act = useAct({
    do: (_: void, call) =>
      post(`/calendar-versions/${id}/entry-into-force`, { version: version.version, reason: reason.trim() }, call),
    touches: [['calendar']],
    done: () => {
      onClose();
      return { text: t('inForce', { no }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('putInForceTitle', { no })} onClose={act.pending ? null : onClose} wide>
      <Form onSubmit={() => void act.run()} problem={act.problem}>
        <p>{t('putInForceText', { no })}</p>
        {version.difference && <DifferenceList difference={version.difference} />}
        {moves.isPending && <Skeletons rows={1} height={24} />}
        {moves.data && (
          <p role="status">
            {moves.moved === 0 ? t('putInForceMovesNone') : t('putInForceMoves', { count: moves.moved })}
          </p>
        )}
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          error={act.fields['reason']}
          value={reason}
          onChange={setReason}
          required
          minLength={3}
          maxLength={500}
        />
        <Button type="submit" kind="primary" busy={act.pending}>
          {t('putInForce')}
        </Button>
      </Form>
    </Dialog>
  );
}

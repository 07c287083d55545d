import { useState } from 'react';
import type { CalendarVersionWire } from '../../../../calendar/calendar.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';

interface DraftProps {
  readonly from: CalendarVersionWire;
  readonly onClose: () => void;
  readonly onMade: (made: CalendarVersionWire) => void;
}

/** A new version begins as a copy of this one. */
export function NewDraft({ from, onClose, onMade }: DraftProps) {
  const t = useTexts(calendarTexts);
  const [note, setNote] = useState('');
  const act = useAct({
    do: (_: void, call) =>
      post<CalendarVersionWire>('/calendar-versions', { basedOnId: from.id, note: note.trim() }, call),
    touches: [['calendar', 'versions']],
    done: (made) => {
      onMade(made);
      return { text: t('draftMade') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('newDraft')} onClose={onClose}>
      <Form onSubmit={() => void act.run()} problem={act.problem}>
        <p>{t('newDraftText', { no: from.no })}</p>
        <TextField
          label={t('note')}
          hint={t('noteHint')}
          error={act.fields['note']}
          value={note}
          onChange={setNote}
          required
          maxLength={500}
        />
        <Button type="submit" kind="primary" busy={act.pending}>
          {t('newDraft')}
        </Button>
      </Form>
    </Dialog>
  );
}

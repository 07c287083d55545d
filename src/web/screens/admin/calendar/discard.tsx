import type { CalendarVersionWire } from '../../../../calendar/calendar.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { calendarTexts } from '../../../texts/calendar.vi.ts';
import { ConfirmConsequence } from '../../../ui/dialog.tsx';

interface DiscardProps {
  readonly version: CalendarVersionWire;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function Discard({ version: { id, no }, onClose, onDone }: DiscardProps) {
  const t = useTexts(calendarTexts);
  const act = useAct({
    do: (_: void, call) => post(`/calendar-versions/${id}/discarding`, {}, call),
    touches: [['calendar']],
    done: () => {
      onDone();
      return { text: t('discarded', { no }) };
    },
  });
  return (
    <ConfirmConsequence
      title={t('discardTitle', { no })}
      action={t('discard')}
      danger
      busy={act.pending}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>{t('discardText')}</p>
    </ConfirmConsequence>
  );
}

import type { TrainingBookingWire } from '../../../training/training.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { doorTexts } from '../../texts/training-door.vi.ts';
import { Button } from '../../ui/button.tsx';
import { TRAINING } from './use-training.ts';

/** The wrong name was pressed; for as long as the service allows. */
export function UndoCheckIn({ booking }: { readonly booking: TrainingBookingWire }) {
  const t = useTexts(doorTexts);
  const { id, unitName: unit, can } = booking;
  const act = useAct({
    do: (_: void, call) => post<TrainingBookingWire>(`/training-bookings/${id}/check-in-undoing`, {}, call),
    touches: TRAINING,
    done: (answer) => {
      queries.setQueryData(['training', 'booking', id], answer);
      return { text: t('undone', { unit }) };
    },
  });
  if (!can.undoCheckIn) return null;
  return (
    <Button busy={act.pending} onClick={() => void act.run()}>
      {t('undo')}
      <span className="hidden-text"> {unit}</span>
    </Button>
  );
}

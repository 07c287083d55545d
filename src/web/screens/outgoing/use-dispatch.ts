import type { RecipientInput } from '../../../outgoing/outgoing.dto.ts';
import type { DispatchWire } from '../../../outgoing/outgoing.wire.ts';
import { useAct, type Act } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { whenExactly } from '../../words/when.ts';
import { touchedBy } from './use-steps.ts';

interface Sending {
  /** Null: at once. */
  readonly sendAt: string | null;
  /** Instead of the document's own. */
  readonly recipients?: readonly RecipientInput[];
}

/** Gửi. The same press twice is one dispatch. */
export function useDispatch(id: string, onDone: () => void): Act<Sending, DispatchWire> {
  const t = useTexts(outgoingTexts);
  return useAct({
    do: ({ sendAt, recipients }: Sending, call) =>
      post<DispatchWire>(
        `/outgoing-documents/${id}/dispatches`,
        { ...(sendAt && { sendAt }), ...(recipients && { recipients }) },
        call,
      ),
    touches: touchedBy(id),
    errors: 'field',
    done: ({ sentAt, sendAt, waitsFor, recipientCount }) => {
      onDone();
      if (sentAt) return { text: t('sentTo', { count: recipientCount }) };
      return { text: waitsFor === 'scan' ? t('waitsForScan') : t('scheduledFor', { time: whenExactly(sendAt) }) };
    },
  });
}

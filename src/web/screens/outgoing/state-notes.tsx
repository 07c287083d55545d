import { Clock, ShieldAlert } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import type { TrackingWire } from '../../../outgoing/tracking.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { Note } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';
import { waitingDispatch } from './next-step.ts';

/** What one must know before anything else: that it waits, that it was stopped, that it came back, how it stands with its receivers. */
export function StateNotes({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  const waiting = waitingDispatch(document);
  const stopped = document.dispatches.at(-1)?.cancelReason;
  const back = document.state === 'draft' ? document.steps.findLast(({ act }) => act === 'sendBack') : undefined;
  return (
    <>
      {waiting && (
        <Note icon={<Clock size={20} aria-hidden />}>
          {waiting.waitsFor === 'scan' ? (
            t('waitsForScan')
          ) : (
            <>
              {t('waitsForHour')} <When at={waiting.sendAt} />
            </>
          )}
        </Note>
      )}
      {stopped && (
        <Note tone="bad" icon={<ShieldAlert size={20} aria-hidden />}>
          {t(`stopped_${stopped}`)}
        </Note>
      )}
      {back && (
        <Note tone="warn">
          <strong>{t('sentBack', { name: back.accountName ?? '' })}</strong> {back.reason}
        </Note>
      )}
      {document.dispatches.some(({ sentAt }) => sentAt) && <Standing id={document.id} />}
    </>
  );
}

/** "34/41 đã nhận": how it stands; the board has the rest. */
function Standing({ id }: { readonly id: string }) {
  const t = useTexts(outgoingTexts);
  const board = useQuery({
    queryKey: ['tracking', id, 'summary'],
    queryFn: ({ signal }) => get<TrackingWire>(`/outgoing-documents/${id}/tracking`, { query: { limit: 1 }, signal }),
  });
  if (!board.data) return <div className="skeleton doc-standing" aria-hidden />;
  const { recipients, opened, acknowledged, done, overdue } = board.data.summary;
  return (
    <p className="line doc-standing">
      <strong>{t('standing', { acknowledged, recipients })}</strong>
      <span className="quiet">
        {t('standingMore', { opened, done })}
        {overdue > 0 && ` · ${t('standingLate', { count: overdue })}`}
      </span>
    </p>
  );
}

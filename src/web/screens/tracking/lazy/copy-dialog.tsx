import { useQuery } from '@tanstack/react-query';
import type { TrackedDeliveryWire } from '../../../../outgoing/tracking.wire.ts';
import { get } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { trackingTexts } from '../../../texts/tracking.vi.ts';
import { ErrorState, Note, Skeletons } from '../../../ui/conditions.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Deadline, StateMark, When } from '../../../ui/marks.tsx';
import { CopyActs } from './copy-acts.tsx';
import { nextDeadline } from '../segments.ts';

interface CopyProps {
  readonly documentId: string;
  readonly deliveryId: string;
  readonly onClose: () => void;
}

/** One copy: its people, every receipt, and what the sender can do about it. */
export function CopyDialog({ documentId, deliveryId, onClose }: CopyProps) {
  const t = useTexts(trackingTexts);
  const copy = useQuery({
    queryKey: ['tracking', 'copy', documentId, deliveryId],
    queryFn: ({ signal }) =>
      get<TrackedDeliveryWire>(`/outgoing-documents/${documentId}/tracking/${deliveryId}`, { signal }),
  });
  return (
    <Dialog title={copy.data?.row.unit ?? t('unit')} onClose={onClose} wide>
      {copy.data ? (
        <Copy copy={copy.data} documentId={documentId} />
      ) : copy.error ? (
        <ErrorState error={copy.error} onRetry={() => void copy.refetch()} />
      ) : (
        <Skeletons rows={5} />
      )}
    </Dialog>
  );
}

function Copy({ copy, documentId }: { readonly copy: TrackedDeliveryWire; readonly documentId: string }) {
  const t = useTexts(trackingTexts);
  const { row } = copy;
  const deadline = nextDeadline(row);
  return (
    <div className="stack">
      <p className="line">
        <StateMark state={row.state} />
        <span className="quiet">
          {t(row.purpose)}
          {row.channel !== 'system' && ` · ${t('outside')}, ${t(row.channel === 'email' ? 'email' : 'paper')}`}
          {row.arrivalNumber !== null && ` · ${t('arrivalNumber', { number: row.arrivalNumber })}`}
        </span>
        {deadline && (
          <span className="board-deadline">
            <span className="quiet">{t(`${deadline.act}By`)}</span>
            <Deadline at={deadline.at} />
          </span>
        )}
      </p>
      {row.refusal && <Note tone="warn">{t('refusalOf', { text: row.refusal.text })}</Note>}
      <CopyActs copy={copy} documentId={documentId} />
      <People copy={copy} />
      <Timeline copy={copy} />
    </div>
  );
}

const cell = (at: string | null) => (at ? <When at={at} /> : <span aria-hidden>–</span>);

function People({ copy: { people, row } }: { readonly copy: TrackedDeliveryWire }) {
  const t = useTexts(trackingTexts);
  if (people.length === 0) return row.channel === 'system' ? <p className="quiet">{t('nobody')}</p> : null;
  return (
    <section>
      <h3>{t('people')}</h3>
      <div className="copy-people">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('person_')}</th>
              <th scope="col">{t('openedAt')}</th>
              <th scope="col">{t('downloadedAt')}</th>
              <th scope="col">{t('acknowledgedAt')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.accountId}>
                <th scope="row">
                  {person.name}
                  <span className="small quiet">
                    {person.postTitle}
                    {person.forAccountName && ` · ${t('instead', { name: person.forAccountName })}`}
                  </span>
                </th>
                <td data-label={t('openedAt')}>{cell(person.openedAt)}</td>
                <td data-label={t('downloadedAt')}>{cell(person.downloadedAt)}</td>
                <td data-label={t('acknowledgedAt')}>{cell(person.acknowledgedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Timeline({ copy: { receipts } }: { readonly copy: TrackedDeliveryWire }) {
  const t = useTexts(trackingTexts);
  if (receipts.length === 0) return null;
  return (
    <section>
      <h3>{t('timeline')}</h3>
      <ol className="copy-timeline">
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            <When at={receipt.at} />
            <span>
              <strong>{t(`${receipt.fact}Fact`)}</strong> · {receipt.accountName ?? t('system')}
              {receipt.postTitle && <span className="quiet">, {receipt.postTitle}</span>}
              {receipt.forAccountName && (
                <span className="quiet"> {t('instead', { name: receipt.forAccountName })}</span>
              )}
              {typeof receipt.detail['note'] === 'string' && (
                <span className="timeline-note">{receipt.detail['note']}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

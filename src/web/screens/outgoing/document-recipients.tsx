import { useQuery } from '@tanstack/react-query';
import type {
  DispatchWire,
  FrozenLineWire,
  OutgoingDocumentWire,
  PreFlightWire,
} from '../../../outgoing/outgoing.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { When } from '../../ui/marks.tsx';

/** Who exactly would get it, and what is in the way. */
export const preFlightOf = (document: OutgoingDocumentWire) => ({
  queryKey: ['outgoing', document.id, 'pre-flight', document.version, document.updatedAt],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    get<PreFlightWire>(`/outgoing-documents/${document.id}/pre-flight`, { signal }),
});

/** Before it is sent: whom it is meant for. After: each dispatch with its lines as they were frozen. */
export function DocumentRecipients({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  const made = document.dispatches.filter(({ cancelledAt }) => !cancelledAt);
  return (
    <section className="stack" aria-labelledby="document-recipients">
      <h2 id="document-recipients">{t('recipients')}</h2>
      {made.length === 0 ? (
        <Meant document={document} />
      ) : (
        made.map((dispatch) => <Made key={dispatch.id} dispatch={dispatch} />)
      )}
    </section>
  );
}

function Meant({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  const found = useQuery(preFlightOf(document));
  if (found.data && found.data.lines.length === 0) return <p className="quiet">{t('noRecipients')}</p>;
  if (found.data) return <Lines lines={found.data.lines} units={found.data.recipients.length} />;
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return <Skeletons rows={2} height={36} />;
}

function Made({ dispatch }: { readonly dispatch: DispatchWire }) {
  const t = useTexts(outgoingTexts);
  return (
    <div>
      <p className="quiet small">
        {t(dispatch.sentAt ? 'sentOn' : 'goesOn')} <When at={dispatch.sentAt ?? dispatch.sendAt} />
      </p>
      <Lines lines={dispatch.lines} units={dispatch.recipientCount} />
    </div>
  );
}

function Lines({ lines, units }: { readonly lines: readonly FrozenLineWire[]; readonly units: number }) {
  const t = useTexts(outgoingTexts);
  return (
    <>
      <p>
        <strong>{t('unitsInAll', { count: units })}</strong>
      </p>
      <ul className="rows recipient-lines">
        {lines.map((line) => (
          <li key={`${line.target}${line.unitId}${line.groupId}${line.purpose}`} className="row">
            <span>
              {line.label}
              {line.target !== 'unit' && <span className="quiet"> · {t('unitsInAll', { count: line.count })}</span>}
            </span>
            <span className="quiet">{t(`purpose_${line.purpose}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { get } from '../../api/client.ts';
import { queries, type ListPage } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { outgoingTexts } from '../../texts/outgoing.vi.ts';
import { ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { Urgency } from '../../ui/marks.tsx';
import { useArrival } from '../../ui/page.tsx';
import { typeNameOf, useTypeNames } from './type-names.ts';
import { DocumentActions } from './document-actions.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { DocumentFiles } from './document-files.tsx';
import { DocumentHistory } from './document-history.tsx';
import { DocumentRecipients } from './document-recipients.tsx';
import { OutgoingState } from './outgoing-state.tsx';
import { StateNotes } from './state-notes.tsx';

/** A document as its sender sees it. */
export function OutgoingDocument({ id }: { readonly id: string }) {
  const document = useQuery({
    queryKey: ['outgoing', id],
    queryFn: ({ signal }) => get<OutgoingDocumentWire>(`/outgoing-documents/${id}`, { signal }),
  });
  useFresh(id, document.data?.updatedAt);
  if (document.data) return <Whole document={document.data} />;
  if (document.error)
    return (
      <div className="page">
        <ErrorState error={document.error} onRetry={() => void document.refetch()} />
      </div>
    );
  return (
    <div className="page">
      <Skeletons rows={9} />
    </div>
  );
}

function Whole({ document }: { readonly document: OutgoingDocumentWire }) {
  const t = useTexts(outgoingTexts);
  const typeName = typeNameOf(useTypeNames(), document.typeCode);
  const heading = useArrival(document.subject);
  return (
    <article className="page page-wide" aria-labelledby="document-subject">
      <header className="page-head">
        <div>
          <p className="line quiet">
            <strong>{document.symbol ?? t('noNumber')}</strong> · {typeName}
          </p>
          <h1 id="document-subject" ref={heading} tabIndex={-1}>
            {document.subject}
          </h1>
          <p className="line page-below">
            <OutgoingState state={document.state} /> <Urgency urgency={document.urgency} />
          </p>
        </div>
        <div className="page-actions">
          <DocumentActions document={document} />
        </div>
      </header>
      <div className="stack doc-parts">
        <StateNotes document={document} />
        {document.closingReason && <Note tone="warn">{t('reasonWas', { reason: document.closingReason })}</Note>}
        <DocumentFacts document={document} />
        <DocumentFiles document={document} />
        <DocumentRecipients document={document} />
        <DocumentHistory document={document} />
      </div>
    </article>
  );
}

/** The list is looked at again and again; what it knows newer of the open document is reason to read that again. */
function useFresh(id: string, updatedAt: string | undefined): void {
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query, type }) => {
        if (type !== 'updated' || query.queryKey[1] !== 'list' || query.queryKey[0] !== 'outgoing' || !updatedAt)
          return;
        const pages = (query.state.data as { pages?: ListPage<OutgoingDocumentWire>[] } | undefined)?.pages ?? [];
        const line = pages.flatMap(({ items }) => items).find((one) => one.id === id);
        if (line && line.updatedAt > updatedAt)
          void queries.invalidateQueries({ queryKey: ['outgoing', id], exact: true });
      }),
    [id, updatedAt],
  );
}

import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { IncomingDocumentWire, IncomingLineWire } from '../../../../incoming/incoming.wire.ts';
import { get } from '../../../api/client.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { incomingTexts } from '../../../texts/incoming.vi.ts';
import { ErrorState, Skeletons } from '../../../ui/conditions.tsx';
import { Urgency } from '../../../ui/marks.tsx';
import { KEYS } from '../answers.ts';
import { Attachments } from './attachments.tsx';
import { DocumentActs } from './document-acts.tsx';
import { Facts } from './facts.tsx';
import { Notices } from './notices.tsx';
import { Timeline } from './timeline.tsx';
import { useOpening } from './use-opening.ts';
import { Work } from './work.tsx';

interface ViewProps {
  readonly id: string;
  /** What the list knows already. */
  readonly line: IncomingLineWire | null;
}

/** One incoming document, as the unit has it: what it is, what to do with it, its files, its work, what happened. */
export function DocumentView({ id, line }: ViewProps) {
  const t = useTexts(incomingTexts);
  const { account } = useWho();
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useQuery({
    queryKey: KEYS.document(id),
    queryFn: ({ signal }) => get<IncomingDocumentWire>(`/incoming-documents/${id}`, { signal }),
    // Opening is stated of what the service has just answered; what was kept from before may have been withdrawn since.
    staleTime: 0,
  });
  const document = asked.data ?? null;
  useOpening(asked.isFetchedAfterMount ? document : null, account.id);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  const head = document ?? line;
  if (asked.isError && !document)
    return (
      <div className="document">
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      </div>
    );
  return (
    <article className="document" aria-busy={!document}>
      <header className="document-head">
        <div className="document-bar">
          <p className="document-symbol">
            <strong>{head ? head.symbol || t('noSymbol') : ''}</strong> {head && <Urgency urgency={head.urgency} />}
          </p>
          {document && <DocumentActs document={document} heading={heading} />}
        </div>
        <h1 ref={heading} tabIndex={-1} className="document-subject">
          {head ? (head.subject ?? t('withdrawn')) : t('title')}
        </h1>
      </header>
      {document ? <DocumentBody document={document} /> : <Skeletons rows={4} height={72} />}
    </article>
  );
}

function DocumentBody({ document }: { readonly document: IncomingDocumentWire }) {
  return (
    <div className="stack">
      <Notices document={document} />
      <Facts document={document} />
      <Attachments document={document} />
      <Work document={document} />
      <Timeline id={document.id} />
    </div>
  );
}

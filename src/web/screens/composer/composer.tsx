import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import { get } from '../../api/client.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { ErrorState, Skeletons } from '../../ui/conditions.tsx';
import { Page } from '../../ui/page.tsx';
import { useBeginning } from './beginning.ts';
import { deskFor, deskOf, newDesk } from './desks.ts';
import type { Desk } from './desk.ts';
import { Sheet } from './sheet.tsx';
import { newToken } from '../../api/token.ts';

/** Writing a document: a new one, an answer, a replacement, or a draft begun before. One component for both addresses, so that saving for the first time does not disturb who types. */
export function Composer() {
  const { id } = useParams();
  return id ? <Stored id={id} /> : <Fresh />;
}

/** The same element in the same place, whichever way it came: React keeps what is on it. */
const sheet = (desk: Desk) => <Sheet key={desk.key} desk={desk} />;

function Stored({ id }: { readonly id: string }) {
  const { account } = useWho();
  const desk = deskOf(id);
  // A draft is edited as it is now, never as it was when somebody looked last.
  const [visit] = useState(newToken);
  const document = useQuery({
    queryKey: ['draft', id, visit],
    queryFn: ({ signal }) => get<OutgoingDocumentWire>(`/outgoing-documents/${id}`, { signal }),
    enabled: !desk,
    staleTime: Infinity,
  });
  if (desk) return sheet(desk);
  if (document.data) return sheet(deskFor(document.data, account.id));
  return <Waiting error={document.error} onRetry={() => void document.refetch()} />;
}

function Fresh() {
  const { account } = useWho();
  const { state } = useLocation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const key = (state as { composing?: string } | null)?.composing;
  const beginning = useBeginning(search.get('repliesTo'), search.get('replaces'));
  useEffect(() => {
    // In the history, so that a page loaded anew is the same draft.
    if (!key) void navigate({ search: search.toString() }, { replace: true, state: { composing: newToken() } });
  }, [key, navigate, search]);
  if (key && beginning.data) return sheet(newDesk(key, account.id, beginning.data));
  return <Waiting error={beginning.error} onRetry={() => void beginning.retry()} />;
}

function Waiting({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useTexts(composerTexts);
  return (
    <Page title={t('title')} wide>
      {error ? <ErrorState error={error} onRetry={onRetry} /> : <Skeletons rows={8} />}
    </Page>
  );
}

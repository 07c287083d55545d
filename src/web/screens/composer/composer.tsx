import { useEffect, useMemo } from 'react';
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

/**
 * Writing a document: a new one, an answer, a replacement, or a draft begun before. One component for both addresses, and the sheet always
 * in the same place of it: saving for the first time disturbs neither who types nor who is just choosing a file.
 */
export function Composer() {
  const { id } = useParams();
  const stored = useStored(id ?? null);
  const fresh = useFresh(id === undefined);
  const found = id === undefined ? fresh : stored;
  if (found.desk) return <Sheet key={found.desk.key} desk={found.desk} />;
  return <Waiting error={found.error} onRetry={() => void found.retry()} />;
}

interface Found {
  readonly desk: Desk | null;
  readonly error: unknown;
  retry(): unknown;
}

function useStored(id: string | null): Found {
  const { account } = useWho();
  const known = id === null ? undefined : deskOf(id);
  // A draft is edited as it is now, never as it was when somebody looked last.
  const visit = useMemo(() => [id, newToken()], [id]);
  const document = useQuery({
    queryKey: ['draft', ...visit],
    queryFn: ({ signal }) => get<OutgoingDocumentWire>(`/outgoing-documents/${id}`, { signal }),
    enabled: id !== null && !known,
    staleTime: Infinity,
  });
  const desk = known ?? (document.data ? deskFor(document.data, account.id) : null);
  return { desk, error: document.error, retry: () => document.refetch() };
}

function useFresh(isFresh: boolean): Found {
  const { account } = useWho();
  const { state } = useLocation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const key = (state as { composing?: string } | null)?.composing;
  const beginning = useBeginning(search.get('repliesTo'), search.get('replaces'));
  useEffect(() => {
    // In the history, so that a page loaded anew is the same draft.
    if (isFresh && !key)
      void navigate({ search: search.toString() }, { replace: true, state: { composing: newToken() } });
  }, [isFresh, key, navigate, search]);
  const desk = isFresh && key && beginning.data ? newDesk(key, account.id, beginning.data) : null;
  return { desk, error: beginning.error, retry: () => beginning.retry() };
}

function Waiting({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useTexts(composerTexts);
  return (
    <Page title={t('title')} wide>
      {error ? <ErrorState error={error} onRetry={onRetry} /> : <Skeletons rows={8} />}
    </Page>
  );
}

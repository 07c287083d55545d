import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import type { TrackingWire } from '../../../outgoing/tracking.wire.ts';
import { get } from '../../api/client.ts';
import { useRows } from '../../ui/use-rows.ts';

/** The board of a document with all its rows, and the document itself. Both are asked for at once. */
export function useBoard(id: string) {
  const document = useQuery({
    queryKey: ['outgoing', id],
    queryFn: ({ signal }) => get<OutgoingDocumentWire>(`/outgoing-documents/${id}`, { signal }),
  });
  const board = useRows<TrackingWire>({
    key: ['tracking', 'board', id],
    page: (after, signal) =>
      get<TrackingWire>(`/outgoing-documents/${id}/tracking`, { query: { limit: 500, after }, signal }),
    next: (page) => page.next,
    count: (page) => page.rows.length,
  });
  const { pages } = board;
  const rows = useMemo(() => pages.flatMap((page) => page.rows), [pages]);
  return { document, board, rows, summary: pages[0]?.summary ?? null };
}

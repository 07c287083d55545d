import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { IncomingLineWire } from '../../../incoming/incoming.wire.ts';
import type { ListPage } from '../../api/queries.ts';
import { KEYS } from './answers.ts';

/** What a list already says about a document, to be shown while the rest is on its way. */
export function lineInLists(queries: QueryClient, id: string): IncomingLineWire | null {
  const lists = queries.getQueriesData<InfiniteData<ListPage<IncomingLineWire>>>({ queryKey: KEYS.lists });
  for (const [, list] of lists)
    for (const page of list?.pages ?? []) {
      const line = page.items.find((one) => one.id === id);
      if (line) return line;
    }
  return null;
}

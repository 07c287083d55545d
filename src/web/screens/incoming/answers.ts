/** What the page keeps of the service's answers about incoming documents. */
import type { InfiniteData, QueryKey } from '@tanstack/react-query';
import type { IncomingDocumentWire, IncomingLineWire } from '../../../incoming/incoming.wire.ts';
import type { ReceiptWire } from '../../../receipts/receipt.wire.ts';
import { get } from '../../api/client.ts';
import { queries, type ListPage } from '../../api/queries.ts';

/** `incoming` is what a live event refreshes. */
export const KEYS = {
  lists: ['incoming', 'list'],
  boxes: ['incoming', 'boxes'],
  document: (id: string): QueryKey => ['incoming', 'document', id],
  receipts: (id: string): QueryKey => ['incoming', 'receipts', id],
} as const;

/** An act answered with the document: shown at once everywhere, then everything else of it is asked for anew. */
export function keepAnswer(document: IncomingDocumentWire): void {
  queries.setQueryData(KEYS.document(document.id), document);
  queries.setQueriesData<InfiniteData<ListPage<IncomingLineWire>>>(
    { queryKey: KEYS.lists },
    (list) => list && withLine(list, document),
  );
  for (const queryKey of [KEYS.lists, KEYS.boxes, KEYS.receipts(document.id), ['home'], ['registers']])
    void queries.invalidateQueries({ queryKey });
}

/** Something was not as the page believed: ask again. */
export function askAnew(id: string): void {
  for (const queryKey of [KEYS.document(id), KEYS.receipts(id), KEYS.lists, KEYS.boxes])
    void queries.invalidateQueries({ queryKey });
}

function withLine(list: InfiniteData<ListPage<IncomingLineWire>>, document: IncomingDocumentWire) {
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.map((line) => (line.id === document.id ? { ...line, ...lineOf(line, document) } : line)),
  }));
  return { ...list, pages };
}

/** Of the document only what a line has. */
function lineOf(line: IncomingLineWire, document: IncomingDocumentWire): Partial<IncomingLineWire> {
  const names = Object.keys(line) as (keyof IncomingLineWire)[];
  return Object.fromEntries(names.map((name) => [name, document[name]]));
}

/** The facts of one document, newest first. */
export const receiptsOf = (id: string, signal?: AbortSignal): Promise<ListPage<ReceiptWire>> =>
  get('/receipts', { query: { deliveryId: id, limit: 100 }, signal });

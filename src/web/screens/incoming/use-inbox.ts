import { useEffect, useReducer, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { BoxWire, IncomingLineWire } from '../../../incoming/incoming.wire.ts';
import { get } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { KEYS } from './answers.ts';
import { queryOf, type InboxFilter } from './inbox-filter.ts';
import { steady } from './steady.ts';

const PAGE = 40;

export type Inbox = ReturnType<typeof useInbox>;

/** The inbox as asked for: older answers stay in sight while newer ones load, and rows stay where they are while `held`. */
export function useInbox(filter: InboxFilter, held: boolean) {
  const query = { ...queryOf(filter), limit: PAGE };
  const list = useList<IncomingLineWire>(KEYS.lists, '/incoming-documents', query, { keep: true });
  const asked = JSON.stringify(query);
  const shown = useRef<{ readonly asked: string; readonly rows: readonly IncomingLineWire[] }>({ asked: '', rows: [] });
  const [, again] = useReducer((count: number) => count + 1, 0);
  const before = shown.current.asked === asked ? shown.current.rows : [];
  const { rows, waiting } = steady(before, list.rows, held && !list.isPlaceholderData);
  useEffect(() => {
    if (!list.isPlaceholderData) shown.current = { asked, rows };
  });
  const showWaiting = (): void => {
    shown.current = { asked: '', rows: [] };
    again();
  };
  return { list, rows, waiting, showWaiting, isOld: list.isPlaceholderData };
}

/** Box → count; counted up to 100. */
export function useBoxes(): Readonly<Record<string, number>> {
  const { data } = useQuery({
    queryKey: KEYS.boxes,
    queryFn: ({ signal }) => get<BoxWire[]>('/incoming-documents/boxes', { signal }),
  });
  return Object.fromEntries((data ?? []).map(({ box, count }) => [box, count]));
}

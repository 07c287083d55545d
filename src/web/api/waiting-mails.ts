import { queryOptions } from '@tanstack/react-query';
import type { WaitingMailsWire } from '../../mail-gateway/arrived-mails.wire.ts';
import type { HeldPostWire } from '../../accounts/session.wire.ts';
import { get } from './client.ts';

/** No event of the service tells of them. */
const EVERY_MS = 60_000;

/** Who is told of mail to old addresses. */
export const readsArrivedMails = (posts: readonly Pick<HeldPostWire, 'role'>[]): boolean =>
  posts.some(({ role }) => role === 'clerk' || role === 'leader');

/** How many mails to old addresses wait, and the newest of them. */
export const waitingMails = () =>
  queryOptions({
    queryKey: ['arrived-mails', 'waiting'],
    queryFn: ({ signal }) => get<WaitingMailsWire>('/arrived-mails/waiting', { signal }),
    refetchInterval: EVERY_MS,
  });

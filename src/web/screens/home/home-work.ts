/** What the first page makes of the answer. Pure. */
import type { HomeWire } from '../../../home/home.wire.ts';
import type { IncomingOverviewWire } from '../../../incoming/waiting-incoming.wire.ts';
import type { OutgoingOverviewWire } from '../../../outgoing/outgoing-overview.wire.ts';

/** The service counts up to this: "99+" then. */
const MOST = 100;

/** "7", "99+". */
export const countUpTo = (count: number, many: string): string => (count >= MOST ? many : String(count));

export interface Waited {
  readonly count: number;
  /** The one unit that waits for all of it; null when there are several, or not all of it is known. */
  readonly sender: string | null;
}

/** How much waits for a unit, and for whom if it is one. */
export function waited({ acknowledge, register, assign, finish, first }: IncomingOverviewWire): Waited {
  // What the caller can do something about is told by `first`; the four numbers also count what is for others.
  const all = acknowledge + register + assign + finish;
  const count = first.length < 5 ? first.length : Math.max(all, first.length);
  const senders = new Set(first.map(({ document }) => document.sender.name));
  const [sender = null] = senders;
  return { count, sender: senders.size === 1 && count === first.length ? sender : null };
}

const LISTS = ['underWay', 'sentBack', 'toApprove', 'toIssue', 'toSend'] as const;
export const hasOutgoingWork = (overview: OutgoingOverviewWire): boolean =>
  LISTS.some((list) => overview[list].length > 0);

/** Whether there is nothing at all to do. */
export function isIdle({ incoming, outgoing, scanAlerts, administration }: HomeWire): boolean {
  const trouble = administration
    ? administration.unitsNotReady.count + administration.blockedFiles + administration.damagedFiles.length
    : 0;
  return (
    incoming.every(({ first }) => first.length === 0) &&
    !outgoing.some(hasOutgoingWork) &&
    scanAlerts.length === 0 &&
    trouble === 0
  );
}

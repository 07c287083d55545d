/** Which of the three clocks of a document matters now. Pure. */
import type { IncomingLineWire } from '../../../incoming/incoming.wire.ts';

type Timed = Pick<IncomingLineWire, 'isOpen' | 'state' | 'clocks' | 'acknowledgedAt'>;

const SENT_BACK = new Set(['refused', 'returned', 'noted', 'withdrawn', 'superseded', 'undeliverable']);

/** The next instant something is due, ISO; null when nobody has to hurry. */
export function dueNow({ isOpen, state, clocks, acknowledgedAt }: Timed): string | null {
  if (!isOpen || SENT_BACK.has(state)) return null;
  if (state === 'delivered') return earliest(clocks.openBy, clocks.acknowledgeBy);
  return acknowledgedAt === null ? clocks.acknowledgeBy : clocks.finishBy;
}

function earliest(...instants: readonly (string | null)[]): string | null {
  const set = instants.filter((instant) => instant !== null);
  return set.find((one) => set.every((other) => Date.parse(one) <= Date.parse(other))) ?? null;
}

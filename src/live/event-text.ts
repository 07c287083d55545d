import type { Change } from './changes.reader.ts';

/** How long a browser waits before it comes again, in milliseconds. */
const RETRY_MS = 2000;
/** So many documents are named in one event; of more the page reads its lists anew. */
const NAMED_DOCUMENTS = 200;

export interface LiveEvent {
  readonly name: 'ready' | 'reset' | 'tracking' | 'incoming';
  readonly data: object;
}

/**
 * What changed up to a seal, as far as it concerns these units: one event a kind at most, however much there is. Ids only, no content.
 */
export function eventsOf(changes: readonly Change[], unitIds: ReadonlySet<string>, seal: number): LiveEvent[] {
  const mine = changes.filter((change) => unitIds.has(change.unitId));
  const tracking = mine.filter(({ kind }) => kind === 'tracking');
  const incoming = [...new Set(mine.filter(({ kind }) => kind === 'incoming').map(({ unitId }) => unitId))];
  const documents = tracking
    .slice(0, NAMED_DOCUMENTS)
    .map(({ documentId, unitId, deliveryIds, more }) => ({ documentId, unitId, deliveryIds, more }));
  const events: LiveEvent[] = [];
  if (documents.length > 0)
    events.push({ name: 'tracking', data: { seal, documents, more: tracking.length > documents.length } });
  if (incoming.length > 0) events.push({ name: 'incoming', data: { seal, unitIds: incoming } });
  return events;
}

/**
 * The events of one seal as a browser's EventSource reads them. Only the last bears the id: who is cut off between two gets both again.
 */
export function eventText(events: readonly LiveEvent[], seal: number): string {
  return events
    .map(({ name, data }, i) => {
      const id = i === events.length - 1 ? `id: ${seal}\n` : '';
      return `event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`;
    })
    .join('');
}

/** Nothing but a sign of life. The id moves on without an event, so that a stream that was quiet for long can still be resumed. */
export const heartbeatText = (seal: number): string => `: nhịp\nid: ${seal}\n\n`;

export const RETRY_TEXT = `retry: ${RETRY_MS}\n\n`;

/** The seal a browser has seen last. @returns null when it says none, or nothing of ours */
export function readLastEventId(header: unknown): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

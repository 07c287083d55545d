import { useEffect } from 'react';
import { askQuietly } from '../offline/ask.ts';
import { AREA, areaName } from './area.ts';
import { queries } from './queries.ts';
import { useSession } from './session.ts';

/** Which queries show something else after an event of the service. Screens key their queries by these first words. */
const SHOWN_BY = {
  tracking: ['tracking', 'outgoing', 'home', 'notices'],
  incoming: ['incoming', 'home', 'notices'],
} as const;
type LiveEvent = keyof typeof SHOWN_BY;
const EVENTS = Object.keys(SHOWN_BY) as LiveEvent[];

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 60_000;
/** Many receipts in one second are one refresh. */
const GATHER_MS = 300;

/** Keeps what is on the screen true while somebody is signed in: one line to the service for all tabs of this browser. */
export function useLive(): void {
  const { state } = useSession();
  useEffect(() => {
    // Whoever signs in again in the middle of work is told again at once.
    if (state !== 'in') return undefined;
    const end = new AbortController();
    const gathered = gather();
    const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(areaName('gnvb-live')) : null;
    channel?.addEventListener('message', ({ data }: MessageEvent<LiveEvent>) => gathered(data));
    void asOnlyTab(end.signal, () =>
      listen(end.signal, (event) => {
        gathered(event);
        channel?.postMessage(event);
      }),
    );
    return () => {
      end.abort();
      channel?.close();
    };
  }, [state]);
}

/** One tab holds the line (a browser opens only six to a host); when it closes, another takes over. */
async function asOnlyTab(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return work();
  await locks.request(areaName('gnvb-live'), { signal }, work).catch(() => undefined);
}

/** Listens until it is told to stop. A service that is away or refuses is asked again at growing intervals. */
async function listen(signal: AbortSignal, told: (event: LiveEvent) => void): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    if (await listenOnce(signal, told)) pause = FIRST_PAUSE_MS;
    await rest(pause, signal);
    // The browser does not say why it was refused. A session that has run out is renewed by this, and none that holds.
    if (!signal.aborted) await askQuietly('/sessions/current').catch(() => undefined);
  }
}

/** @returns whether the line was open at all */
const tellAll = (told: (event: LiveEvent) => void) => (): void => EVENTS.forEach((event) => told(event));

function listenOnce(signal: AbortSignal, told: (event: LiveEvent) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const source = new EventSource(`${AREA}/api/v1/live`);
    let wasOpen = false;
    const finish = (): void => {
      source.close();
      resolve(wasOpen);
    };
    source.addEventListener('open', () => {
      wasOpen = true;
    });
    for (const event of EVENTS) source.addEventListener(event, () => told(event));
    // What happened since the screen was read, or since another line was cut, nobody tells. Later cuts of this one the service makes up for.
    source.addEventListener('ready', tellAll(told), { once: true });
    source.addEventListener('reset', tellAll(told));
    // Cut lines the browser mends itself, with Last-Event-ID; a refusal closes it for good.
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) finish();
    });
    signal.addEventListener('abort', finish, { once: true });
  });
}

/** Ends early with the signal: whoever rests holds the lock other tabs wait for. */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Events of one moment that are shown at the same place are one refresh of it. What nobody has asked for yet needs none. */
function gather(): (event: LiveEvent) => void {
  const waiting = new Set<string>();
  return (event) => {
    for (const key of SHOWN_BY[event] ?? []) {
      if (waiting.has(key) || !isAsked(key)) continue;
      waiting.add(key);
      setTimeout(() => {
        waiting.delete(key);
        renew(key);
      }, GATHER_MS);
    }
  };
}

const isAsked = (key: string): boolean => queries.getQueryCache().findAll({ queryKey: [key] }).length > 0;

const renewing = new Set<string>();

/** Asks anew, but never breaks off what is being asked: while receipts keep coming over a weak line, a board would never arrive. */
function renew(key: string): void {
  if (renewing.has(key)) return;
  if (queries.isFetching({ queryKey: [key] }) === 0) return void queries.invalidateQueries({ queryKey: [key] });
  renewing.add(key);
  setTimeout(() => {
    renewing.delete(key);
    renew(key);
  }, GATHER_MS);
}

import { useEffect } from 'react';
import { AREA, areaName } from './area.ts';
import { queries } from './queries.ts';
import { renewQuietly } from './session.ts';

/** Which queries show something else after an event of the service. Screens key their queries by these first words. */
const SHOWN_BY = {
  tracking: ['tracking', 'outgoing', 'home', 'notices'],
  incoming: ['incoming', 'home', 'notices'],
} as const;
type LiveEvent = keyof typeof SHOWN_BY;
const EVENTS = Object.keys(SHOWN_BY) as LiveEvent[];

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 300_000;
/** Many receipts in one second are one refresh. */
const GATHER_MS = 300;

/** Keeps what is on the screen true while somebody is signed in: one line to the service for all tabs of this browser. */
export function useLive(): void {
  useEffect(() => {
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
  }, []);
}

/** One tab holds the line (a browser opens only six to a host); when it closes, another takes over. */
async function asOnlyTab(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return work();
  await locks.request(areaName('gnvb-live'), { signal }, work).catch(() => undefined);
}

/** Listens until it is told to stop. A service without this address, or one that is away, is asked again at long intervals. */
async function listen(signal: AbortSignal, told: (event: LiveEvent) => void): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const wasOpen = await listenOnce(signal, told);
    if (wasOpen) {
      pause = FIRST_PAUSE_MS;
      // Something may have happened in between.
      for (const event of EVENTS) told(event);
    }
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (wasOpen) await renewQuietly();
  }
}

/** @returns whether the line was open at all */
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
    // Cut lines the browser mends itself, with Last-Event-ID; a refusal closes it for good.
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) finish();
    });
    signal.addEventListener('abort', finish, { once: true });
  });
}

function gather(): (event: LiveEvent) => void {
  const waiting = new Set<LiveEvent>();
  return (event) => {
    if (waiting.has(event)) return;
    waiting.add(event);
    setTimeout(() => {
      waiting.delete(event);
      for (const key of SHOWN_BY[event] ?? []) renew(key);
    }, GATHER_MS);
  };
}

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

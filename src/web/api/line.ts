/** Whether the service can be reached: what the browser says, and what calls have met. "Online" of a browser may be a dead network. */
import { useSyncExternalStore } from 'react';
import { onlineManager } from '@tanstack/react-query';

const PROBE = '/health/live';
const PROBE_MS = 8000;

let isUp = (globalThis.navigator as Navigator | undefined)?.onLine ?? true;
let probing: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Calls back when the line goes or comes. @returns to stop */
export function watchLine(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

export const isLineUp = (): boolean => isUp;
export const useIsOnline = (): boolean => useSyncExternalStore(watchLine, isLineUp);

/** What a call has met: any answer, or none. */
export function noteLine(answered: boolean): void {
  clearTimeout(probing);
  if (!answered) probing = setTimeout(() => void probe(), PROBE_MS);
  if (answered === isUp) return;
  isUp = answered;
  // What is on the screen is asked for anew when it comes back.
  onlineManager.setOnline(isUp);
  listeners.forEach((listener) => listener());
}

async function probe(): Promise<void> {
  try {
    await fetch(PROBE, { cache: 'no-store', signal: AbortSignal.timeout(PROBE_MS) });
    noteLine(true);
  } catch {
    noteLine(false);
  }
}

globalThis.addEventListener?.('online', () => void probe());
globalThis.addEventListener?.('offline', () => noteLine(false));

import { useSyncExternalStore } from 'react';

const TICK_MS = 20_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function watch(told: () => void): () => void {
  listeners.add(told);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach((listener) => listener());
  }, TICK_MS);
  return () => {
    listeners.delete(told);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, moving on every 20 seconds, one clock for the whole page. */
export const useNow = (): number => useSyncExternalStore(watch, () => now);

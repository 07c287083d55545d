import { useSyncExternalStore } from 'react';
import { matchRoutes } from 'react-router';
import { AREA } from '../api/area.ts';
import { PUBLIC_ROUTES, ROUTES } from '../routes.tsx';

/** Then the frame is shown with its outlines, and the screen when it has come. */
const PATIENCE_MS = 1000;
const ADDRESSES = { ...PUBLIC_ROUTES, ...ROUTES };

let isHere = false;
const listeners = new Set<() => void>();
const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};

/** Fetches the screen of an address while the service is asked who is there: one wait less on a weak line. */
export function fetchFirstScreen(address: string): void {
  const found = matchRoutes(
    Object.keys(ADDRESSES).map((path) => ({ path })),
    address,
    AREA || '/',
  )?.[0];
  const screen = ADDRESSES[found?.route.path ?? ''];
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  // A chunk that does not come is asked for again when the screen is drawn, and told of there.
  void Promise.race([screen?.fetch(), patience])
    .catch(() => undefined)
    .finally(() => {
      isHere = true;
      listeners.forEach((listener) => listener());
    });
}

/** Whether there is something to draw. */
export const useFirstScreen = (): boolean => useSyncExternalStore(watch, () => isHere);

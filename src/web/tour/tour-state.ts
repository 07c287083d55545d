import { useSyncExternalStore } from 'react';
import { remembered } from '../app/remembered.ts';

/** Offered once in a browser, until it was taken or put off. */
export const tourOffer = remembered('tour', ['new', 'seen'], 'new');

let isOpen = false;
const listeners = new Set<() => void>();

function become(open: boolean): void {
  isOpen = open;
  listeners.forEach((listener) => listener());
}
const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};

export function startTour(): void {
  tourOffer.choose('seen');
  become(true);
}
export const endTour = (): void => become(false);
export const useIsTouring = (): boolean => useSyncExternalStore(watch, () => isOpen);

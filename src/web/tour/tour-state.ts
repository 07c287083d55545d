import { useSyncExternalStore } from 'react';

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

export const startTour = (): void => become(true);
export const endTour = (): void => become(false);
export const useIsTouring = (): boolean => useSyncExternalStore(watch, () => isOpen);

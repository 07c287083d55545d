import { useSyncExternalStore } from 'react';

const print = matchMedia('print');
const watch = (told: () => void): (() => void) => {
  print.addEventListener('change', told);
  return () => print.removeEventListener('change', told);
};

/** Whether the page is being drawn for paper: the moment to draw what a screen leaves out. */
export const usePrinting = (): boolean => useSyncExternalStore(watch, () => print.matches);

import { useSyncExternalStore } from 'react';

/** Long work, such as an upload, that goes on while the person does something else. */
export interface TrayWork {
  readonly id: string;
  readonly title: string;
  /** Bytes, or any unit of which speed is told in the same. */
  readonly done: number;
  readonly total: number;
  /** Units a second; null while it is not known. */
  readonly speed: number | null;
  readonly state: 'running' | 'paused' | 'done' | 'failed';
  /** Why it failed. */
  readonly problem?: string;
  readonly onPause?: () => void;
  readonly onResume?: () => void;
  readonly onCancel?: () => void;
}

let works: readonly TrayWork[] = [];
const listeners = new Set<() => void>();

function become(next: readonly TrayWork[]): void {
  works = next;
  listeners.forEach((listener) => listener());
}

/** Shows work in the tray, or its new standing: call it as often as it moves. */
export function showWork(work: TrayWork): void {
  const known = works.some(({ id }) => id === work.id);
  become(known ? works.map((one) => (one.id === work.id ? work : one)) : [...works, work]);
}

export function dropWork(id: string): void {
  become(works.filter((work) => work.id !== id));
}

/** Whether leaving the page now would break something off. */
export const isWorking = (): boolean => works.some(({ state }) => state === 'running');

const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};
export const useWorks = (): readonly TrayWork[] => useSyncExternalStore(watch, () => works);

globalThis.addEventListener?.('beforeunload', (event) => {
  if (isWorking()) event.preventDefault();
});

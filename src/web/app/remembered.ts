import { useSyncExternalStore } from 'react';

export interface Remembered<T extends string> {
  readonly now: () => T;
  readonly use: () => T;
  readonly choose: (value: T) => void;
  /** Called on every change, in this and in other tabs. @returns to stop */
  readonly watch: (told: () => void) => () => void;
}

/** A choice of the person that this browser remembers; the first of a browser that remembers nothing (private mode) is for this visit. */
export function remembered<T extends string>(name: string, values: readonly T[], first: T): Remembered<T> {
  const key = `gnvb.${name}`;
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  let value = read();

  function read(): T {
    try {
      return values.find((one) => one === localStorage.getItem(key)) ?? first;
    } catch {
      return first;
    }
  }
  const watch = (told: () => void): (() => void) => {
    listeners.add(told);
    return () => listeners.delete(told);
  };
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== key) return;
    value = read();
    tell();
  });
  return {
    now: () => value,
    use: () => useSyncExternalStore(watch, () => value),
    choose(chosen) {
      value = chosen;
      try {
        localStorage.setItem(key, chosen);
      } catch {
        // Nothing may be stored here.
      }
      tell();
    },
    watch,
  };
}

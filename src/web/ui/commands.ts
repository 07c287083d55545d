import { useEffect, useSyncExternalStore } from 'react';

export interface Command {
  readonly name: string;
  /** An address to go to, or */
  readonly to?: string;
  /** something to do. */
  readonly run?: () => void;
}

const sources = new Map<object, readonly Command[]>();
let all: readonly Command[] = [];
const listeners = new Set<() => void>();

function become(): void {
  all = [...sources.values()].flat();
  listeners.forEach((listener) => listener());
}
const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};

export const useCommands = (): readonly Command[] => useSyncExternalStore(watch, () => all);

/** Puts commands into the palette while a screen is shown. Give the same array while nothing changes (useMemo). */
export function useOffers(commands: readonly Command[]): void {
  useEffect(() => {
    const source = {};
    sources.set(source, commands);
    become();
    return () => {
      sources.delete(source);
      become();
    };
  }, [commands]);
}

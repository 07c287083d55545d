import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();
const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};

/** Says something to screen readers only, politely. */
export function announce(text: string): void {
  said = text;
  listeners.forEach((listener) => listener());
}

export function Announcer() {
  return (
    <div className="hidden-text" role="status">
      {useSyncExternalStore(watch, () => said)}
    </div>
  );
}

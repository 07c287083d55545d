import { useSyncExternalStore } from 'react';

export interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'bad' | 'calm';
  readonly text: string;
  /** Puts "Hoàn tác" on it. */
  readonly undo?: () => void;
  /** Something else to do about it, by its own name; the message stays until it is closed. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** For errors: to copy, for whoever helps. */
  readonly code?: string;
}

const SHOWN_MS = 5000;
/** There is something to decide. */
const UNDO_MS = 8000;
const MOST = 4;

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function become(next: readonly Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => listener());
}

/** Says something at the edge of the page: shortly, unless it is an error, which stays until it is closed. */
export function tell(toast: Omit<Toast, 'id'>): void {
  const id = ++last;
  // The same sentence twice is one sentence.
  become([...toasts.filter(({ text }) => text !== toast.text), { ...toast, id }].slice(-MOST));
  if (toast.tone !== 'bad' && !toast.action) setTimeout(() => dismiss(id), toast.undo ? UNDO_MS : SHOWN_MS);
}

export function dismiss(id: number): void {
  become(toasts.filter((toast) => toast.id !== id));
}

const watch = (told: () => void): (() => void) => {
  listeners.add(told);
  return () => listeners.delete(told);
};
export const useToasts = (): readonly Toast[] => useSyncExternalStore(watch, () => toasts);

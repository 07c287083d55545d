import { useEffect, useRef } from 'react';

type Handler = (event: KeyboardEvent) => void;
/** `j`, `Enter`, `?`, or `mod+k` (Ctrl, on a Mac ⌘). */
export type Keys = Readonly<Record<string, Handler>>;

const TYPES_TEXT = 'input, textarea, select, [contenteditable=true]';

/**
 * Keys of a screen while it is shown: `useKeys({ j: next, k: previous, Enter: open })`. Keys without Ctrl are left alone while somebody
 * types, and all of them while a window is open.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const mod = event.ctrlKey || event.metaKey;
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      if (document.querySelector('dialog[open]')) return;
      const isTyping = event.target instanceof Element && event.target.closest(TYPES_TEXT) !== null;
      const handler = latest.current[mod ? `mod+${event.key.toLowerCase()}` : event.key];
      if (!handler || (isTyping && !mod)) return;
      // Enter and space on a button or link are its own.
      const onControl = event.target instanceof Element && event.target.closest('button, a, [role=menuitem]') !== null;
      if (onControl && (event.key === 'Enter' || event.key === ' ')) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

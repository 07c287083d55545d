import { useEffect, useLayoutEffect, useRef } from 'react';

/** On a phone list and document take turns in one window: a document begins at its top, and back is where the list was left. */
export function useKeptScroll(open: boolean): void {
  const listAt = useRef(0);
  const isOpen = useRef(open);
  isOpen.current = open;
  useEffect(() => {
    const note = (): void => {
      if (!isOpen.current) listAt.current = scrollY;
    };
    addEventListener('scroll', note, { passive: true });
    return () => removeEventListener('scroll', note);
  }, []);
  useLayoutEffect(() => {
    scrollTo(0, open ? 0 : listAt.current);
  }, [open]);
}

import { useEffect } from 'react';

/** Below 1100 px the list gives way to what was opened from it: the focus goes along. On a desktop it stays in the list. */
export function useArriveOnPhone(id: string): void {
  useEffect(() => {
    if (!matchMedia('(max-width: 1099px)').matches) return;
    document.querySelector<HTMLElement>('.panes-detail h1')?.focus();
  }, [id]);
}

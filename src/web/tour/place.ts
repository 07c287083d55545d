/** Where the tour's box goes. */

const GAP = 12;

/** The first of what the selectors find that is on the screen. */
export function seenFirst(selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors)
    for (const found of document.querySelectorAll<HTMLElement>(selector))
      if (found.getClientRects().length > 0) return found;
  return null;
}

/** Below it where there is room, otherwise above, and wholly inside the window; without anything to stand beside, at the bottom. */
export function placeBeside(box: HTMLElement, target: HTMLElement | null): void {
  const { width, height } = box.getBoundingClientRect();
  // Without the scroll bars.
  const { clientWidth, clientHeight } = document.documentElement;
  const [right, bottom] = [clientWidth - width - GAP, clientHeight - height - GAP];
  const at = target?.getBoundingClientRect();
  if (!at) return put(box, Math.max(GAP, right / 2), Math.max(GAP, bottom));
  const below = at.bottom + GAP;
  const top = below <= bottom ? below : at.top - height - GAP;
  put(box, between(at.left, right), between(top, bottom));
}

const between = (wanted: number, most: number): number => Math.max(GAP, Math.min(wanted, most));

function put(box: HTMLElement, left: number, top: number): void {
  box.style.left = `${Math.round(left)}px`;
  box.style.top = `${Math.round(top)}px`;
}

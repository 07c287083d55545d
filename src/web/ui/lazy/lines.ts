import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual';
import { sorted } from '../../words/sorted.ts';

const ROW_HEIGHT = 53;
const OVERSCAN = 12;

/** Lines near the window, and the one with the focus, which must not be lost by scrolling. */
export function useLines(count: number, body: RefObject<HTMLDivElement | null>) {
  const [focused, setFocused] = useState(-1);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const top = body.current?.getBoundingClientRect().top;
    if (top !== undefined) setMargin(Math.round(top + window.scrollY));
  });
  const rangeExtractor = useCallback(
    (range: Range) => {
      const near = defaultRangeExtractor(range);
      return focused < 0 || focused >= count || near.includes(focused)
        ? near
        : sorted([...near, focused], (a, b) => a - b);
    },
    [focused, count],
  );
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: margin,
    rangeExtractor,
  });
  return { virtual, items: { setFocused }, margin };
}

type Virtual = ReturnType<typeof useLines>['virtual'];

/** j and k: to the next row, scrolled to when it is not in the page yet. */
export function useLineFocus(
  lines: readonly { readonly kind: string }[],
  body: RefObject<HTMLDivElement | null>,
  virtual: Virtual,
  setFocused: (index: number) => void,
) {
  const [target, setTarget] = useState<number | null>(null);
  useEffect(() => {
    if (target === null) return;
    const button = body.current?.querySelector<HTMLElement>(`[data-index="${target}"] button`);
    if (!button) return;
    button.focus({ preventScroll: true });
    setTarget(null);
  });
  return (step: 1 | -1): void => {
    const at = document.activeElement?.closest('[data-index]')?.getAttribute('data-index');
    let next = at ? Number(at) + step : 0;
    while (lines[next]?.kind === 'group') next += step;
    if (!lines[next]) return;
    setFocused(next);
    setTarget(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
}

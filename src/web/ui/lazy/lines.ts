import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/react-virtual';
import { sorted } from '../../words/sorted.ts';

const OVERSCAN = 12;

/** Lines of a long table: those near the window, and the one with the focus, which must not be lost by scrolling. */
export function useLines(count: number, body: RefObject<HTMLElement | null>, height: number) {
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
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: margin,
    rangeExtractor,
  });
  return { virtual, setFocused, margin };
}

interface Moving extends Pick<ReturnType<typeof useLines>, 'virtual' | 'setFocused'> {
  /** A line that is no row, such as a heading. */
  readonly skips?: (index: number) => boolean;
}

/** j and k: to the first thing to press in the next row, scrolled to when it is not in the page yet. */
export function useLineFocus(
  count: number,
  body: RefObject<HTMLElement | null>,
  { virtual, setFocused, skips = () => false }: Moving,
) {
  const [target, setTarget] = useState<number | null>(null);
  const latest = useRef(skips);
  latest.current = skips;
  useEffect(() => {
    if (target === null) return;
    const first = body.current?.querySelector<HTMLElement>(`[data-index="${target}"] :is(a, button)`);
    if (!first) return;
    first.focus({ preventScroll: true });
    setTarget(null);
  });
  return (step: 1 | -1): void => {
    const at = document.activeElement?.closest('[data-index]')?.getAttribute('data-index');
    let next = at ? Number(at) + step : 0;
    while (next >= 0 && next < count && latest.current(next)) next += step;
    if (next < 0 || next >= count) return;
    setFocused(next);
    setTarget(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
}

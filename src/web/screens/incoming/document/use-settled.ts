import { useEffect, useState } from 'react';

/** As long as people take to see that a button has become another, and longer than between the presses of a double click. */
const SETTLES_MS = 700;

/**
 * False for a moment after a value has changed: what was pressed then was meant for what stood there before. A double click on
 * "Xác nhận đã nhận" must not take a number of the book, and neither must a press at the moment a colleague was faster.
 */
export function useSettled(value: string | null): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value;
}

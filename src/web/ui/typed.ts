import { useEffect, useRef, useState } from 'react';

const TYPING_MS = 250;

/** Text that is typed here and counts when the person pauses. @returns what to show, and what to call on each change */
export function useTyped(value: string, become: (text: string) => void): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(value);
  const said = useRef(value);
  const latest = useRef(become);
  latest.current = become;
  // Changed elsewhere: back, a saved filter.
  useEffect(() => {
    if (value === said.current) return;
    said.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed === said.current) return;
    const timer = setTimeout(() => {
      said.current = typed;
      latest.current(typed);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}

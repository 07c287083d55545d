import { useEffect, useState } from 'react';

/** The value once it has stayed the same for a while: a search asks when somebody stops typing, not at every letter. */
export function useLater<T>(value: T, pauseMs = 250): T {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return late;
}

import { useCallback, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

/**
 * What stands behind the `?` of the address, changed by fields of the page. The router brings changes a moment later, too late for what is
 * being typed: the page goes by its own copy, and takes over the address when it is changed by something else (a link, the way back).
 */
export function useSearch(): readonly [URLSearchParams, (name: string, value: string | null) => void] {
  const [search, setSearch] = useSearchParams();
  const address = search.toString();
  const [shown, show] = useState(address);
  const [seen, see] = useState(address);
  const written = useRef(new Set<string>());
  const latest = useRef(shown);
  if (address !== seen) {
    see(address);
    if (!written.current.delete(address)) {
      latest.current = address;
      show(address);
    }
  }
  const set = useCallback(
    (name: string, value: string | null) => {
      const next = new URLSearchParams(latest.current);
      if (value) next.set(name, value);
      else next.delete(name);
      latest.current = next.toString();
      written.current.add(latest.current);
      show(latest.current);
      setSearch(next, { replace: true });
    },
    [setSearch],
  );
  return [new URLSearchParams(shown), set];
}

import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

/**
 * A part of the page in a file of its own, fetched when it is first drawn: `const Note = later(async () => (await import('./note.tsx')).Note)`.
 * Instead of React's `lazy`, which holds back for 300 ms whatever had to be waited for.
 * @param meanwhile what stands there until it has come
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: (props: P) => ReactNode = () => null,
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [It, setIt] = useState(() => loaded);
    const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
    useEffect(() => {
      const fetch = async (): Promise<void> => {
        loaded = await load();
        setIt(() => loaded);
      };
      if (!It) fetch().catch((error: unknown) => setFailure({ error }));
    }, [It]);
    // For whoever rescues what lies around it, as with any mistake in drawing.
    if (failure) throw failure.error;
    return It ? <It {...props} /> : meanwhile(props);
  };
}

import { useEffect, useRef } from 'react';
import { queries } from '../../api/queries.ts';

/** Then the inbox itself says something else, here and in the list: what it can do, how its comparison stands. */
export function useWhenEnded(moves: boolean, inboxId: string): void {
  const before = useRef(moves);
  useEffect(() => {
    if (before.current && !moves) {
      void queries.invalidateQueries({ queryKey: ['cutover', 'inbox', inboxId] });
      void queries.invalidateQueries({ queryKey: ['cutover', 'inboxes'] });
    }
    before.current = moves;
  }, [moves, inboxId]);
}

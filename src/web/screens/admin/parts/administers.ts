import { useMemo } from 'react';
import { useWho } from '../../../api/session.ts';

/** The units one administers by a post of one's own, each once. */
export function useAdministered(): readonly { readonly id: string; readonly name: string }[] {
  const { posts } = useWho();
  return useMemo(() => {
    const admin = posts.filter(({ role }) => role === 'admin');
    return [...new Map(admin.map(({ unitId, unitName }) => [unitId, { id: unitId, name: unitName }])).values()];
  }, [posts]);
}

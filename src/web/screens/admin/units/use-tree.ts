import { useMemo, useState } from 'react';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { UnitPageWire, UnitWire } from '../../../../units/unit.wire.ts';
import { get } from '../../../api/client.ts';
import { rowsOf, type Branch } from './tree-model.ts';

const PAGE = 200;

/** Children of a unit, so many pages of them. */
async function children(parentId: string, pages: number, signal: AbortSignal): Promise<Branch> {
  const units: UnitWire[] = [];
  let after: string | null = null;
  for (let page = 0; page < pages; page++) {
    const answer: UnitPageWire = await get<UnitPageWire>('/units', { query: { parentId, limit: PAGE, after }, signal });
    units.push(...answer.items);
    after = answer.next;
    if (after === null) break;
  }
  return { units, hasMore: after !== null };
}

/** The tree below some units: which are open, and the rows that makes. */
export function useTree(rootIds: readonly string[]) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(rootIds));
  const [pages, setPages] = useState<ReadonlyMap<string, number>>(new Map());
  const roots = useQuery({
    queryKey: ['units', 'roots', rootIds],
    queryFn: ({ signal }) => Promise.all(rootIds.map((id) => get<UnitWire>(`/units/${id}`, { signal }))),
  });
  const openIds = [...open];
  const loaded = useQueries({
    queries: openIds.map((id) => ({
      queryKey: ['units', 'children', id, pages.get(id) ?? 1],
      queryFn: ({ signal }: { signal: AbortSignal }) => children(id, pages.get(id) ?? 1, signal),
      placeholderData: (before: Branch | undefined) => before,
    })),
  });
  const branches = new Map(openIds.flatMap((id, i) => (loaded[i]?.data ? [[id, loaded[i].data] as const] : [])));
  const rows = rowsOf(roots.data ?? [], open, branches);
  return useMemo(
    () => ({
      rows,
      roots,
      toggle: (id: string, on: boolean) =>
        setOpen((now) => new Set(on ? [...now, id] : [...now].filter((one) => one !== id))),
      more: (id: string) => setPages((now) => new Map(now).set(id, (now.get(id) ?? 1) + 1)),
    }),
    [rows, roots],
  );
}

export type Tree = ReturnType<typeof useTree>;

import { useEffect, useMemo } from 'react';
import { queryOptions } from '@tanstack/react-query';
import type { GroupWire } from '../../../groups/group.wire.ts';
import type { DocumentTypeWire } from '../../../registers/document-type.wire.ts';
import type { UnitDetailWire, UnitWire } from '../../../units/unit.wire.ts';
import { get } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import type { Language } from '../../texts/language.ts';
import { treeOf, type UnitTree } from './unit-tree.ts';
import { sorted } from '../../words/sorted.ts';

const LONG_MS = 10 * 60_000;

export const unitOf = (id: string | null) =>
  queryOptions({
    queryKey: ['units', id],
    queryFn: ({ signal }) => get<UnitDetailWire>(`/units/${id}`, { signal }),
    enabled: id !== null,
    staleTime: LONG_MS,
  });

/** The types the unit's way of numbering knows, those written most first. */
export function typesFor(
  types: readonly DocumentTypeWire[],
  style: 'doan' | 'state' | undefined,
  language: Language,
): { readonly value: string; readonly label: string }[] {
  const abbreviation = (type: DocumentTypeWire): string | null =>
    style === 'state' ? type.stateAbbreviation : type.doanAbbreviation;
  const known = types.filter((type) => abbreviation(type) !== null);
  return sorted(known, (a, b) => rank(a.code) - rank(b.code)).map((type) => ({
    value: type.code,
    label: language === 'vi' ? type.name : `${type.name} (${type.english})`,
  }));
}

const OFTEN = [
  'cong_van',
  'thong_bao',
  'ke_hoach',
  'bao_cao',
  'quyet_dinh',
  'giay_moi',
  'huong_dan',
  'to_trinh',
  'nghi_quyet',
];
const rank = (code: string): number => (OFTEN.includes(code) ? OFTEN.indexOf(code) : OFTEN.length);

export interface Directory {
  readonly tree: UnitTree;
  readonly groups: readonly GroupWire[];
  /** More units are on their way. */
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** All open units and the groups one may address. Pages of 200 come one after the other; what is there can be picked already. */
export function useDirectory(): Directory {
  const units = useList<UnitWire>(['units', 'all'], '/units', { limit: 200 });
  const groups = useList<GroupWire>(['groups', 'all'], '/groups', { limit: 200 });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = units;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const { data } = units;
  const tree = useMemo(() => treeOf(data?.pages.flatMap(({ items }) => items) ?? []), [data]);
  return {
    tree,
    groups: groups.rows,
    isLoading: units.isLoading || hasNextPage,
    error: units.error ?? groups.error,
    retry: () => {
      void units.refetch();
      void groups.refetch();
    },
  };
}

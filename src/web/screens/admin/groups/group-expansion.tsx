import { useInfiniteQuery } from '@tanstack/react-query';
import type { GroupExpansionWire, ReachedUnitWire } from '../../../../groups/group.wire.ts';
import { get } from '../../../api/client.ts';
import { asProblem } from '../../../api/problem.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { Part } from '../parts/facts.tsx';

/** Who would get it, were it sent now, and why each of them. */
export function Expansion({ groupId }: { readonly groupId: string }) {
  const t = useTexts(adminGroupsTexts);
  const reached = useInfiniteQuery({
    queryKey: ['groups', 'expansion', groupId],
    queryFn: ({ pageParam, signal }) =>
      get<GroupExpansionWire>(`/groups/${groupId}/expansion`, { query: { after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const count = reached.data?.pages[0]?.count ?? 0;
  const rows = reached.data?.pages.flatMap(({ items }) => items) ?? [];
  const isHidden = reached.isError && asProblem(reached.error).code === 'groups.members-hidden';
  return (
    <Part title={t('reaches')}>
      {reached.isPending && <Skeletons rows={4} height={40} />}
      {isHidden && <p className="quiet">{t('hidden')}</p>}
      {reached.isError && !isHidden && !reached.data && (
        <ErrorState error={reached.error} onRetry={() => void reached.refetch()} />
      )}
      {reached.data && <p>{count > 0 ? t('reachesCount', { count }) : t('reachesNobody')}</p>}
      <ul className="rows">
        {rows.map((unit) => (
          <li key={unit.unitId} className="row">
            <span className="grows">{unit.name}</span>
            <span className="quiet small">
              <Why unit={unit} />
            </span>
          </li>
        ))}
      </ul>
      <MoreRows list={reached} />
    </Part>
  );
}

function Why({ unit }: { readonly unit: ReachedUnitWire }) {
  const t = useTexts(adminGroupsTexts);
  return (
    <>
      {[
        ...(unit.isMember ? [t('why_member')] : []),
        ...(unit.byRule ? [t('why_rule')] : []),
        ...unit.through.map(({ name }) => t('why_through', { name })),
      ].join(', ')}
    </>
  );
}

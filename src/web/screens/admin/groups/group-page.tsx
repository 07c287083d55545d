import { useQuery } from '@tanstack/react-query';
import type { GroupWire } from '../../../../groups/group.wire.ts';
import { get } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { ErrorState, Note, Skeletons } from '../../../ui/conditions.tsx';
import { Page } from '../../../ui/page.tsx';
import { useArriveOnPhone } from '../parts/arrive.ts';
import { Facts } from '../parts/facts.tsx';
import { GroupActs } from './group-acts.tsx';
import { Composition } from './group-composition.tsx';
import { Expansion } from './group-expansion.tsx';
import { GroupHistory } from './group-history.tsx';
import { GroupRequests } from './group-requests.tsx';

/** A group: whom it reaches today, what it is made of, who asked, what changed. */
export function GroupPage({ id }: { readonly id: string }) {
  const group = useQuery({
    queryKey: ['groups', 'one', id],
    queryFn: ({ signal }) => get<GroupWire>(`/groups/${id}`, { signal }),
  });
  if (group.isError && !group.data) return <ErrorState error={group.error} onRetry={() => void group.refetch()} />;
  if (!group.data)
    return (
      <div className="page">
        <Skeletons rows={8} />
      </div>
    );
  return <Shown group={group.data} />;
}

function Shown({ group }: { readonly group: GroupWire }) {
  const t = useTexts(adminGroupsTexts);
  useArriveOnPhone(group.id);
  return (
    <Page
      title={group.name}
      below={group.description && <p className="quiet">{group.description}</p>}
      actions={<GroupActs group={group} />}
    >
      <div className="stack">
        {!group.can.edit && (
          <Note>
            <p>{t('noEdit', { name: group.ownerName })}</p>
          </Note>
        )}
        <Facts
          rows={[
            [t('owner'), group.ownerName],
            [t('visibility'), t(`vis_${group.visibility}`)],
            [t('keeper'), group.keeper ? `${group.keeper.name}, ${group.keeper.title}` : t('noKeeper')],
          ]}
        />
        <Expansion groupId={group.id} />
        <Composition group={group} />
        <GroupRequests groupId={group.id} />
        <GroupHistory groupId={group.id} />
      </div>
    </Page>
  );
}

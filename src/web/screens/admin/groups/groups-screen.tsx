import { useState } from 'react';
import { Plus, UsersRound } from 'lucide-react';
import { useNavigate, useParams } from 'react-router';
import type { GroupWire } from '../../../../groups/group.wire.ts';
import { useList } from '../../../api/queries.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { CheckField, TextField } from '../../../ui/fields.tsx';
import { Mark } from '../../../ui/marks.tsx';
import { ReadingPane } from '../../../ui/reading-pane.tsx';
import { folded } from '../../../words/folded.ts';
import { ListHead } from '../parts/list-head.tsx';
import { NewGroup } from './group-forms.tsx';
import { GroupPage } from './group-page.tsx';
import { GroupRequests } from './group-requests.tsx';

/** Nhóm nhận: groups one's units own, are in, or may ask to join. */
export function GroupsScreen() {
  const t = useTexts(adminGroupsTexts);
  const { id } = useParams();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const { posts } = useWho();
  const owns = posts.some(({ role }) => role === 'clerk' || role === 'leader');
  const open = (groupId: string): void => void navigate(`/groups/${groupId}`);
  const add = (
    <Button
      kind="primary"
      icon={<Plus size={18} aria-hidden />}
      refused={owns ? null : t('notOwnerRole')}
      onClick={() => setAdding(true)}
    >
      {t('new')}
    </Button>
  );
  return (
    <>
      <ReadingPane
        label={t('list')}
        listPath="/groups"
        hint={t('choose')}
        list={
          <div className="list-page">
            <ListHead title={t('title')} actions={add} sections={false} />
            <GroupRequests groupId={null} />
            <GroupList chosen={id ?? null} onChoose={open} />
          </div>
        }
        detail={id ? <GroupPage key={id} id={id} /> : null}
      />
      {adding && (
        <NewGroup
          onClose={() => setAdding(false)}
          onMade={(group) => {
            setAdding(false);
            open(group.id);
          }}
        />
      )}
    </>
  );
}

function GroupList({ chosen, onChoose }: { readonly chosen: string | null; readonly onChoose: (id: string) => void }) {
  const t = useTexts(adminGroupsTexts);
  const [typed, type] = useState('');
  const [includeClosed, setClosed] = useState(false);
  const groups = useList<GroupWire>(['groups', 'list'], '/groups', {
    includeClosed: includeClosed || null,
    limit: 200,
  });
  const shown = groups.rows.filter(({ name }) => folded(name).includes(folded(typed)));
  return (
    <>
      <TextField label={t('find')} type="search" value={typed} onChange={type} autoComplete="off" />
      <CheckField label={t('showClosed')} checked={includeClosed} onChange={setClosed} />
      {groups.isPending && <Skeletons rows={6} height={64} />}
      {groups.isError && !groups.data && <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />}
      {groups.isSuccess && groups.rows.length === 0 && (
        <EmptyState title={t('empty')} icon={<UsersRound size={28} />}>
          {t('emptyText')}
        </EmptyState>
      )}
      <ul className="choices">
        {shown.map((group) => (
          <li key={group.id}>
            <button type="button" aria-current={group.id === chosen || undefined} onClick={() => onChoose(group.id)}>
              <span className="line spread">
                <strong>{group.name}</strong>
                {group.closedAt ? (
                  <Mark tone="grey">{t('closedMark')}</Mark>
                ) : (
                  <span className="quiet">{t('count', { count: group.memberCount })}</span>
                )}
              </span>
              <small className="quiet">{group.ownerName}</small>
            </button>
          </li>
        ))}
      </ul>
      <MoreRows list={groups} />
    </>
  );
}

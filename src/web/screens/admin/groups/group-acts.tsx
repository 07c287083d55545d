import { useState } from 'react';
import { ArrowRightLeft, LogIn, LogOut, Pencil, Trash2, UserCheck } from 'lucide-react';
import type { GroupWire } from '../../../../groups/group.wire.ts';
import { useAct } from '../../../api/act.ts';
import { del } from '../../../api/client.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmConsequence } from '../../../ui/dialog.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { EditGroup } from './group-forms.tsx';
import { AskGroup, HandOverGroup, KeeperForm } from './group-people.tsx';

type Window = 'edit' | 'keeper' | 'owner' | 'close' | 'join' | 'leave';

/** What one may do with the group: its owner's people change it, others ask. */
export function GroupActs({ group }: { readonly group: GroupWire }) {
  const t = useTexts(adminGroupsTexts);
  const w = useTexts(adminWordsTexts);
  const { posts } = useWho();
  const [open, setOpen] = useState<Window | null>(null);
  if (group.closedAt) return null;
  const close = (): void => setOpen(null);
  const at = (role: string): boolean => posts.some((post) => post.role === role && post.unitId === group.ownerUnitId);
  const isAdmin = posts.some(({ role }) => role === 'admin');
  const refused = group.can.edit ? null : t('noEdit', { name: group.ownerName });
  const icon = { size: 18, 'aria-hidden': true } as const;
  return (
    <>
      {group.can.edit || !group.can.ask ? (
        <Button icon={<Pencil {...icon} />} refused={refused} onClick={() => setOpen('edit')}>
          {w('edit')}
        </Button>
      ) : (
        <Button icon={<LogIn {...icon} />} onClick={() => setOpen('join')}>
          {t('askJoin')}
        </Button>
      )}
      <Menu
        label={t('more')}
        items={[
          ...(group.can.ask
            ? [
                { label: t('askJoin'), icon: <LogIn {...icon} />, onSelect: () => setOpen('join') },
                { label: t('askLeave'), icon: <LogOut {...icon} />, onSelect: () => setOpen('leave') },
              ]
            : []),
          ...(at('leader')
            ? [{ label: t('setKeeper'), icon: <UserCheck {...icon} />, onSelect: () => setOpen('keeper') }]
            : []),
          {
            label: t('handOver'),
            icon: <ArrowRightLeft {...icon} />,
            refused: isAdmin ? null : refused,
            onSelect: () => setOpen('owner'),
          },
          { label: t('close'), icon: <Trash2 {...icon} />, refused, onSelect: () => setOpen('close') },
        ]}
      />
      {open === 'edit' && <EditGroup group={group} onClose={close} />}
      {open === 'keeper' && <KeeperForm group={group} onClose={close} />}
      {open === 'owner' && <HandOverGroup group={group} atOnce={!group.can.edit} onClose={close} />}
      {(open === 'join' || open === 'leave') && <AskGroup group={group} kind={open} onClose={close} />}
      {open === 'close' && <Close group={group} onClose={close} />}
    </>
  );
}

function Close({ group, onClose }: { readonly group: GroupWire; readonly onClose: () => void }) {
  const t = useTexts(adminGroupsTexts);
  const end = useAct({
    do: () => del(`/groups/${group.id}`),
    touches: [['groups']],
    done: () => {
      onClose();
      return { text: t('closed', { name: group.name }) };
    },
  });
  return (
    <ConfirmConsequence
      title={`${t('close')}: ${group.name}`}
      action={t('close')}
      danger
      busy={end.pending}
      onConfirm={() => void end.run()}
      onClose={onClose}
    >
      <p>{t('closeText')}</p>
    </ConfirmConsequence>
  );
}

import { useState } from 'react';
import { KeyRound, KeySquare, Pencil } from 'lucide-react';
import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { ActDialog } from './act-dialog.tsx';
import { DropPassword, EditInbox, PasswordForm } from './inbox-forms.tsx';
import { canOf, INBOX_ACTS, isOfferable, isPressable, nextAct, type InboxAct } from './obstacles.ts';

type Window = InboxAct | 'edit' | 'password' | 'drop';

/** What the inbox's `can` says: the next step as the button, the rest in the menu, each with what is in its way. */
export function InboxActs({ inbox }: { readonly inbox: LegacyInboxWire }) {
  const t = useTexts(cutoverInboxesTexts);
  const [open, setOpen] = useState<Window | null>(null);
  const close = (): void => setOpen(null);
  const next = nextAct(inbox);
  const reasons = (act: InboxAct): string | null => {
    const can = canOf(inbox, act);
    return isPressable(can) || can.needsReason ? null : can.obstacles.map((one) => t(`o_${one}`)).join(' ');
  };
  const icon = { size: 18, 'aria-hidden': true } as const;
  const noEdit = inbox.can.edit ? null : t('noEdit');
  const items: MenuItem[] = [
    ...INBOX_ACTS.filter((act) => act !== next && isOfferable(canOf(inbox, act))).map((act) => ({
      label: t(`act_${act}`),
      refused: reasons(act),
      onSelect: () => setOpen(act),
    })),
    { label: t('edit'), icon: <Pencil {...icon} />, refused: noEdit, onSelect: () => setOpen('edit') },
    ...(inbox.imap
      ? [
          {
            label: t(inbox.imap.hasPassword ? 'changePassword' : 'setPassword'),
            icon: <KeyRound {...icon} />,
            refused: noEdit,
            onSelect: () => setOpen('password'),
          },
        ]
      : []),
    ...(inbox.imap?.hasPassword
      ? [
          {
            label: t('dropPassword'),
            icon: <KeySquare {...icon} />,
            refused: noEdit,
            onSelect: () => setOpen('drop'),
          },
        ]
      : []),
  ];
  return (
    <>
      {next && (
        <Button kind="primary" refused={reasons(next)} onClick={() => setOpen(next)}>
          {t(`act_${next}`)}
        </Button>
      )}
      <Menu label={t('moreActs')} items={items} />
      {open === 'edit' && <EditInbox inbox={inbox} onClose={close} />}
      {open === 'password' && <PasswordForm inbox={inbox} onClose={close} />}
      {open === 'drop' && <DropPassword inbox={inbox} onClose={close} />}
      {open && open !== 'edit' && open !== 'password' && open !== 'drop' && (
        <ActDialog inbox={inbox} act={open} onClose={close} />
      )}
    </>
  );
}

import { useState } from 'react';
import { ArrowRightLeft, KeyRound, Lock, LockOpen, Pencil, ShieldOff, Ticket } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { EditAccount, SetPassword } from './account-forms.tsx';
import { RemoveFactor, SetStatus } from './account-standing.tsx';
import { HandOver } from './handover.tsx';

type Window = 'edit' | 'status' | 'password' | 'factor' | 'handover';

/** What an administrator does to an account: the code first when nobody has used it yet, otherwise the change. */
export function AccountActs({ account, refused }: { readonly account: AccountWire; readonly refused: string | null }) {
  const t = useTexts(adminAccountsTexts);
  const w = useTexts(adminWordsTexts);
  const navigate = useNavigate();
  const [open, setOpen] = useState<Window | null>(null);
  const close = (): void => setOpen(null);
  const toSlips = (): void => void navigate(`/people/slips?account=${account.id}`);
  const isIn = account.status === 'active';
  const item = (label: string, icon: React.ReactNode, onSelect: () => void) => ({ label, icon, onSelect, refused });
  const show = (window: Window) => () => setOpen(window);
  const unused = account.use !== null && !account.use.activated && isIn;
  return (
    <>
      {unused ? (
        <Button kind="primary" icon={<Ticket size={18} aria-hidden />} refused={refused} onClick={toSlips}>
          {t('issueCode')}
        </Button>
      ) : (
        <Button icon={<Pencil size={18} aria-hidden />} refused={refused} onClick={show('edit')}>
          {w('edit')}
        </Button>
      )}
      <Menu
        label={t('more')}
        items={[
          ...(unused ? [item(w('edit'), <Pencil size={18} aria-hidden />, show('edit'))] : []),
          item(
            isIn ? t('lock') : account.status === 'locked' ? t('unlock') : t('enable'),
            isIn ? <Lock size={18} aria-hidden /> : <LockOpen size={18} aria-hidden />,
            show('status'),
          ),
          ...(unused ? [] : [item(t('issueCode'), <Ticket size={18} aria-hidden />, toSlips)]),
          item(t('setPassword'), <KeyRound size={18} aria-hidden />, show('password')),
          item(t('removeFactor'), <ShieldOff size={18} aria-hidden />, show('factor')),
          item(t('handover'), <ArrowRightLeft size={18} aria-hidden />, show('handover')),
        ]}
      />
      {open === 'edit' && <EditAccount account={account} onClose={close} />}
      {open === 'status' && <SetStatus account={account} onClose={close} />}
      {open === 'password' && <SetPassword account={account} onClose={close} />}
      {open === 'factor' && <RemoveFactor account={account} onClose={close} />}
      {open === 'handover' && <HandOver account={account} onClose={close} />}
    </>
  );
}

import { CircleDot, KeyRound, Lock, Moon, UserCheck } from 'lucide-react';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { Mark } from '../../../ui/marks.tsx';

/** How an account stands, in one word: what keeps somebody out comes first. */
export function AccountMark({ account }: { readonly account: AccountWire }) {
  const t = useTexts(adminAccountsTexts);
  const { status, use } = account;
  if (status === 'locked')
    return (
      <Mark tone="red" icon={<Lock size={16} aria-hidden />}>
        {t('status_locked')}
      </Mark>
    );
  if (status === 'disabled')
    return (
      <Mark tone="orange" icon={<Moon size={16} aria-hidden />}>
        {t('status_disabled')}
      </Mark>
    );
  if (use && !use.activated)
    return use.codeWaiting ? (
      <Mark tone="blue" icon={<KeyRound size={16} aria-hidden />}>
        {t('codeWaiting')}
      </Mark>
    ) : (
      <Mark tone="orange" icon={<CircleDot size={16} aria-hidden />}>
        {t('neverActivated')}
      </Mark>
    );
  return (
    <Mark tone="green" icon={<UserCheck size={16} aria-hidden />}>
      {t('status_active')}
    </Mark>
  );
}

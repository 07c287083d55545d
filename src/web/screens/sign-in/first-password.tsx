import { LeaveButton } from '../../app/leave-button.tsx';
import { refreshWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { OwnPassword } from '../../ui/lazy/own-password.tsx';
import { Entrance } from './entrance.tsx';

/** A password set by an administrator is changed before anything else. */
export function FirstPassword() {
  const t = useTexts(signInTexts);
  return (
    <Entrance title={t('firstTitle')} below={<LeaveButton />}>
      <p className="quiet">{t('firstText')}</p>
      <OwnPassword currentLabel={t('currentPassword')} done={t('changed')} after={refreshWho} alone />
    </Entrance>
  );
}

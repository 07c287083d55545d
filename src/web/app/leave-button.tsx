import { useAct } from '../api/act.ts';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { Button } from '../ui/button.tsx';
import { signOutHere } from './sign-out.ts';

/** Signs out. */
export function LeaveButton() {
  const t = useTexts(common);
  const leaving = useAct({ do: () => signOutHere() });
  return (
    <Button kind="quiet" busy={leaving.pending} onClick={() => void leaving.run()}>
      {t('signOut')}
    </Button>
  );
}

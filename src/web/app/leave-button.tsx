import { useAct } from '../api/act.ts';
import { signOut } from '../api/session.ts';
import { useTexts } from '../texts/catalogue.ts';
import { common } from '../texts/common.vi.ts';
import { Button } from '../ui/button.tsx';

/** Signs out. */
export function LeaveButton() {
  const t = useTexts(common);
  const leaving = useAct({ do: () => signOut() });
  return (
    <Button kind="quiet" busy={leaving.pending} onClick={() => void leaving.run()}>
      {t('signOut')}
    </Button>
  );
}

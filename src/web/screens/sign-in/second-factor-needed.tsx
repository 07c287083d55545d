import { refreshWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Entrance } from './entrance.tsx';
import { LeaveButton } from '../../app/leave-button.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';

/** A role that takes a second factor: set up before anything else. */
export function SecondFactorNeeded() {
  const t = useTexts(signInTexts);
  return (
    <Entrance title={t('setUpTitle')} below={<LeaveButton />}>
      <SecondFactorSetUp onDone={() => void refreshWho()} />
    </Entrance>
  );
}

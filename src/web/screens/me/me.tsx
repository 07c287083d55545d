import { LookSettings } from '../../app/account-settings.tsx';
import { LeaveButton } from '../../app/leave-button.tsx';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { homeTexts } from '../../texts/home.vi.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Posts } from './posts.tsx';
import { Delegations } from './delegations.tsx';
import { ExternalIdentities } from './external-identities.tsx';
import { Keeping } from './keeping.tsx';
import { Password } from './password.tsx';
import { PushDevices } from './push-devices.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Section } from './section.tsx';
import { Sessions } from './sessions.tsx';

/** One's own account. */
export function Me() {
  const t = useTexts(homeTexts);
  const own = useTexts(meTexts);
  const { account } = useWho();
  return (
    <Page
      title={t('me')}
      actions={<LeaveButton />}
      below={
        <p className="quiet">
          {account.displayName} · {t('username')}: {account.username}
        </p>
      }
    >
      <div className="me">
        <Posts />
        <Delegations />
        <PushDevices />
        <Section title={own('mailTitle')}>
          <p className="quiet">{own('mailText')}</p>
          <p>
            <ButtonLink to="/notifications">{own('mailChoose')}</ButtonLink>
          </p>
        </Section>
        <Password />
        <SecondFactor />
        <Sessions />
        <ExternalIdentities />
        <Keeping />
        <Section title={t('looks')}>
          <LookSettings />
        </Section>
      </div>
    </Page>
  );
}

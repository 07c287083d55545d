import { useState } from 'react';
import type { WhoWire } from '../../accounts/session.wire.ts';
import { leave, signIn } from '../api/session.ts';
import { SecondStep } from '../screens/sign-in/second-step.tsx';
import { useTwoSteps } from '../screens/sign-in/two-steps.ts';
import { useTexts } from '../texts/catalogue.ts';
import { signInTexts } from '../texts/sign-in.vi.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { PasswordField } from '../ui/fields.tsx';
import { Form } from '../ui/form.tsx';

/** Asks for the password again, over the page as it is: calls wait, and nothing typed is lost. */
export function SessionExpired({ who }: { readonly who: WhoWire }) {
  const t = useTexts(signInTexts);
  const [password, setPassword] = useState('');
  const { username, displayName } = who.account;
  const steps = useTwoSteps((code) => signIn({ username, password, ...(code && { code }) }));
  return (
    <Dialog title={t(steps.needsCode ? 'secondTitle' : 'expiredTitle')} onClose={null}>
      <div className="stack">
        {steps.needsCode ? (
          <SecondStep steps={steps} />
        ) : (
          <>
            <p>{t('expiredText')}</p>
            <p>
              <strong>{displayName}</strong> <span className="quiet">({username})</span>
            </p>
            <Form onSubmit={() => void steps.run()} problem={steps.problem}>
              <input type="hidden" name="username" autoComplete="username" value={username} readOnly />
              <PasswordField
                label={t('password')}
                value={password}
                onChange={setPassword}
                autoComplete="current-password"
                required
                autoFocus
              />
              <Button type="submit" kind="primary" wide busy={steps.pending}>
                {t('signIn')}
              </Button>
            </Form>
          </>
        )}
        <button type="button" className="link-button" onClick={leave}>
          {t('otherPerson')}
        </button>
      </div>
    </Dialog>
  );
}

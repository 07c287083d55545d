import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { SessionWire } from '../../../accounts/session.wire.ts';
import { post } from '../../api/client.ts';
import { enter } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { tell } from '../../ui/toasts.ts';
import { Entrance } from './entrance.tsx';
import { SecondStep } from './second-step.tsx';
import { useTwoSteps } from './two-steps.ts';

/** The square on an activation slip brings the user name behind the #, which no server is told. */
function nameOnSlip(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

/** The first sign-in, with the code on paper: one's own password is set, and one is inside. */
export function Activation() {
  const t = useTexts(signInTexts);
  const navigate = useNavigate();
  const [typed, setTyped] = useState({ username: nameOnSlip(), code: '', password: '' });
  const steps = useTwoSteps(async (secondFactorCode) => {
    await enter(await post<SessionWire>('/activations', { ...typed, ...(secondFactorCode && { secondFactorCode }) }));
    tell({ tone: 'good', text: t('activated') });
    void navigate('/', { replace: true });
  });
  const set = (field: keyof typeof typed) => (text: string) => setTyped({ ...typed, [field]: text });
  if (steps.needsCode)
    return (
      <Entrance title={t('secondTitle')}>
        <SecondStep steps={steps} />
      </Entrance>
    );
  const weak = steps.problem?.code === 'accounts.weak-password' ? steps.problem.detail : null;
  return (
    <Entrance title={t('activationTitle')} below={<Link to="/">{t('toSignIn')}</Link>}>
      <p className="quiet">{t('activationText')}</p>
      <Form onSubmit={() => void steps.run()} problem={steps.problem} beside={weak !== null}>
        <TextField
          label={t('username')}
          value={typed.username}
          onChange={set('username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          value={typed.code}
          onChange={set('code')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <PasswordField
          label={t('newPassword')}
          hint={t('newPasswordHint')}
          error={weak}
          value={typed.password}
          onChange={set('password')}
          autoComplete="new-password"
          required
        />
        <Button type="submit" kind="primary" wide busy={steps.pending}>
          {t('activate')}
        </Button>
      </Form>
    </Entrance>
  );
}

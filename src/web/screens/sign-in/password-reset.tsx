import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Entrance } from './entrance.tsx';

/** Where the mail leads: the token stands behind #, which browsers send nowhere; it is taken out of the address at once. */
export function PasswordReset() {
  const t = useTexts(signInTexts);
  const [token] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState('');
  const [isDone, setIsDone] = useState(false);
  useEffect(() => {
    history.replaceState(history.state, '', location.pathname);
  }, []);
  const reset = useAct({
    do: async () => {
      await post('/password-resets/redemptions', { token, password });
      setIsDone(true);
    },
    errors: 'field',
  });
  if (isDone)
    return (
      <Entrance title={t('resetDone')}>
        <p role="status">{t('resetDoneText')}</p>
        <ButtonLink to="/" kind="primary" wide>
          {t('toSignIn')}
        </ButtonLink>
      </Entrance>
    );
  const below = <Link to="/forgotten-password">{t('toForgotten')}</Link>;
  if (!token)
    return (
      <Entrance title={t('resetTitle')} below={below}>
        <p role="alert">{t('noToken')}</p>
      </Entrance>
    );
  const weak = reset.problem?.code === 'accounts.weak-password' ? reset.problem.detail : null;
  return (
    <Entrance title={t('resetTitle')} below={below}>
      <Form onSubmit={() => void reset.run()} problem={reset.problem} beside={weak !== null}>
        <PasswordField
          label={t('newPassword')}
          hint={t('newPasswordHint')}
          error={weak}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          required
          autoFocus
        />
        <Button type="submit" kind="primary" wide busy={reset.pending}>
          {t('reset')}
        </Button>
      </Form>
    </Entrance>
  );
}

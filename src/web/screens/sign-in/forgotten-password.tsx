import { useState } from 'react';
import { Link } from 'react-router';
import type { PasswordResetRequestedWire } from '../../../credentials/password-resets.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Entrance } from './entrance.tsx';

/** Asks for the mail with the link; the answer never tells whether there is such an account. */
export function ForgottenPassword() {
  const t = useTexts(signInTexts);
  const [login, setLogin] = useState('');
  const [minutes, setMinutes] = useState<number | null>(null);
  const ask = useAct({
    do: async () => setMinutes((await post<PasswordResetRequestedWire>('/password-resets', { login })).linkMinutes),
    errors: 'field',
  });
  if (minutes !== null)
    return (
      <Entrance title={t('linkSentTitle')} below={<Link to="/">{t('toSignIn')}</Link>}>
        <p role="status">{t('linkSent', { minutes })}</p>
        <p className="quiet">{t('noMail')}</p>
      </Entrance>
    );
  return (
    <Entrance title={t('forgottenTitle')} below={<Link to="/">{t('toSignIn')}</Link>}>
      <p className="quiet">{t('forgottenText')}</p>
      <Form onSubmit={() => void ask.run()} problem={ask.problem}>
        <TextField
          label={t('login')}
          hint={t('noMail')}
          value={login}
          onChange={setLogin}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <Button type="submit" kind="primary" wide busy={ask.pending}>
          {t('sendLink')}
        </Button>
      </Form>
    </Entrance>
  );
}

import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import type { SignInMethodsWire } from '../../../single-sign-on/single-sign-on.wire.ts';
import { get } from '../../api/client.ts';
import { signIn } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Entrance } from './entrance.tsx';
import { SecondStep } from './second-step.tsx';
import { useTwoSteps } from './two-steps.ts';

/** Shown at whatever address was asked for; after signing in one is there. */
export function SignIn() {
  const t = useTexts(signInTexts);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const steps = useTwoSteps((code) => signIn({ username, password, ...(code && { code }) }));
  if (steps.needsCode)
    return (
      <Entrance title={t('secondTitle')}>
        <SecondStep steps={steps} />
      </Entrance>
    );
  return (
    <Entrance title={t('title')} below={<OtherWays />}>
      <Form onSubmit={() => void steps.run()} problem={steps.problem}>
        <TextField
          label={t('username')}
          value={username}
          onChange={setUsername}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <PasswordField
          label={t('password')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
        />
        <Button type="submit" kind="primary" wide busy={steps.pending}>
          {t('signIn')}
        </Button>
      </Form>
      <Provider />
    </Entrance>
  );
}

function OtherWays() {
  const t = useTexts(signInTexts);
  return (
    <>
      <Link to="/activation">{t('toActivation')}</Link>
      <Link to="/forgotten-password">{t('toForgotten')}</Link>
    </>
  );
}

function Provider() {
  const t = useTexts(signInTexts);
  const { pathname, search } = useLocation();
  const methods = useQuery({
    queryKey: ['sign-in-methods'],
    queryFn: ({ signal }) => get<SignInMethodsWire>('/sign-in-methods', { signal }),
    staleTime: Infinity,
  });
  const provider = methods.data?.provider;
  if (!provider) return null;
  return (
    <div className="stack">
      <p className="divided">
        <span>{t('or')}</span>
      </p>
      <a
        className="button button-plain button-wide"
        href={`${provider.url}?returnTo=${encodeURIComponent(pathname + search)}`}
      >
        <span>{t('withProvider', { name: provider.name })}</span>
      </a>
    </div>
  );
}

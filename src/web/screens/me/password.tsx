import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { put } from '../../api/client.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Section } from './section.tsx';

const OF_NEW = new Set(['accounts.weak-password', 'accounts.same-password']);

export function Password() {
  const t = useTexts(meTexts);
  const { account } = useWho();
  const [currentPassword, setCurrent] = useState('');
  const [password, setNew] = useState('');
  const change = useAct({
    do: () => put(`/accounts/${account.id}/password`, { password, currentPassword }),
    touches: [['me', 'sessions']],
    done: () => {
      setCurrent('');
      setNew('');
      return { text: t('changed') };
    },
    errors: 'field',
  });
  const { problem } = change;
  const ofNew = problem && OF_NEW.has(problem.code) ? problem.detail : null;
  const ofCurrent = problem?.code === 'accounts.wrong-current-password' ? problem.detail : null;
  return (
    <Section title={t('passwordTitle')}>
      <p className="quiet">{t('passwordText')}</p>
      <Form onSubmit={() => void change.run()} problem={problem} beside={Boolean(ofNew ?? ofCurrent)}>
        <input type="hidden" name="username" autoComplete="username" value={account.username} readOnly />
        <PasswordField
          label={t('currentPassword')}
          error={ofCurrent}
          value={currentPassword}
          onChange={setCurrent}
          autoComplete="current-password"
          required
        />
        <PasswordField
          label={t('newPassword')}
          hint={t('newPasswordHint')}
          error={ofNew}
          value={password}
          onChange={setNew}
          autoComplete="new-password"
          required
        />
        <div>
          <Button type="submit" busy={change.pending}>
            {t('change')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

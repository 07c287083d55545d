import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { put } from '../../api/client.ts';
import { LeaveButton } from '../../app/leave-button.tsx';
import { refreshWho, useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Button } from '../../ui/button.tsx';
import { PasswordField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Entrance } from './entrance.tsx';

const OF_NEW = new Set(['accounts.weak-password', 'accounts.same-password']);

/** A password set by an administrator is changed before anything else. */
export function FirstPassword() {
  const t = useTexts(signInTexts);
  const { account } = useWho();
  const [currentPassword, setCurrent] = useState('');
  const [password, setNew] = useState('');
  const change = useAct({
    do: async () => {
      await put(`/accounts/${account.id}/password`, { password, currentPassword });
      await refreshWho();
    },
    done: () => ({ text: t('changed') }),
    errors: 'field',
  });
  const { problem } = change;
  const ofNew = problem && OF_NEW.has(problem.code) ? problem.detail : null;
  const ofCurrent = problem?.code === 'accounts.wrong-current-password' ? problem.detail : null;
  return (
    <Entrance title={t('firstTitle')} below={<LeaveButton />}>
      <p className="quiet">{t('firstText')}</p>
      <Form onSubmit={() => void change.run()} problem={problem} beside={Boolean(ofNew ?? ofCurrent)}>
        <input type="hidden" name="username" autoComplete="username" value={account.username} readOnly />
        <PasswordField
          label={t('currentPassword')}
          error={ofCurrent}
          value={currentPassword}
          onChange={setCurrent}
          autoComplete="current-password"
          required
          autoFocus
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
        <Button type="submit" kind="primary" wide busy={change.pending}>
          {t('change')}
        </Button>
      </Form>
    </Entrance>
  );
}

import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { put } from '../../api/client.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { signInTexts } from '../../texts/sign-in.vi.ts';
import { Button } from '../button.tsx';
import { PasswordField } from '../fields.tsx';
import { Form } from '../form.tsx';

const OF_NEW = new Set(['accounts.weak-password', 'accounts.same-password']);

interface PasswordProps {
  /** What the password is that holds until now. */
  readonly currentLabel: string;
  /** Said when it is done. */
  readonly done: string;
  /** The page asks for nothing else. */
  readonly alone?: boolean;
  readonly touches?: readonly (readonly unknown[])[];
  readonly after?: () => Promise<void>;
}

/** Changes one's own password, proven by the one that holds. */
export function OwnPassword({ currentLabel, done, alone = false, touches = [], after }: PasswordProps) {
  const t = useTexts(signInTexts);
  const { account } = useWho();
  const [currentPassword, setCurrent] = useState('');
  const [password, setNew] = useState('');
  const change = useAct({
    do: async () => {
      await put(`/accounts/${account.id}/password`, { password, currentPassword });
      await after?.();
    },
    touches,
    done: () => {
      setCurrent('');
      setNew('');
      return { text: done };
    },
    errors: 'field',
  });
  const { problem } = change;
  const ofNew = problem && OF_NEW.has(problem.code) ? problem.detail : null;
  const ofCurrent = problem?.code === 'accounts.wrong-current-password' ? problem.detail : null;
  return (
    <Form onSubmit={() => void change.run()} problem={problem} beside={Boolean(ofNew ?? ofCurrent)}>
      <input type="hidden" name="username" autoComplete="username" value={account.username} readOnly />
      <PasswordField
        label={currentLabel}
        error={ofCurrent}
        value={currentPassword}
        onChange={setCurrent}
        autoComplete="current-password"
        required
        autoFocus={alone}
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
        <Button type="submit" kind={alone ? 'primary' : 'plain'} wide={alone} busy={change.pending}>
          {t('change')}
        </Button>
      </div>
    </Form>
  );
}

import { useState } from 'react';
import type { AccountWire, PostWire } from '../../../../accounts/account.wire.ts';
import { useAct } from '../../../api/act.ts';
import { patch, post, put } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { PasswordField, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import type { Picked } from '../parts/picker.tsx';
import { PostFields, type TypedPost } from './post-fields.tsx';

interface NewAccountProps {
  readonly unit: Picked;
  readonly onClose: () => void;
  readonly onMade: (account: AccountWire) => void;
}

/** An account with its first post; the password is the person's own, by a code. */
export function NewAccount({ unit, onClose, onMade }: NewAccountProps) {
  const t = useTexts(adminAccountsTexts);
  const w = useTexts(adminWordsTexts);
  const [typed, setTyped] = useState({ username: '', displayName: '', email: '' });
  const [held, setHeld] = useState<TypedPost>({
    unit: { id: unit.id, name: unit.name },
    role: 'clerk',
    title: w('role_clerk'),
  });
  const create = useAct({
    do: (_: void, call) =>
      post<AccountWire>(
        '/accounts',
        {
          ...typed,
          email: typed.email.trim() || null,
          posts: [{ unitId: held.unit?.id, role: held.role, title: held.title }],
        },
        call,
      ),
    touches: [['accounts'], ['vacancies'], ['units']],
    done: (account) => {
      onMade(account);
      return { text: t('created', { name: account.displayName }) };
    },
    errors: 'field',
  });
  const set = (field: keyof typeof typed) => (text: string) => setTyped({ ...typed, [field]: text });
  return (
    <Dialog title={t('new')} onClose={onClose} wide>
      <Form onSubmit={() => void create.run()} problem={create.problem}>
        <TextField
          label={t('displayName')}
          error={create.fields['displayName']}
          value={typed.displayName}
          onChange={set('displayName')}
          required
          maxLength={200}
        />
        <div className="two">
          <TextField
            label={t('username')}
            hint={t('usernameHint')}
            error={create.fields['username']}
            value={typed.username}
            onChange={set('username')}
            required
            maxLength={64}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
          <TextField
            label={t('email')}
            hint={t('emailHint')}
            error={create.fields['email']}
            type="email"
            value={typed.email}
            onChange={set('email')}
            required={false}
            autoComplete="off"
            maxLength={254}
          />
        </div>
        <PostFields typed={held} set={(part) => setHeld({ ...held, ...part })} fields={create.fields} path="posts.0." />
        <Button type="submit" kind="primary" busy={create.pending}>
          {t('new')}
        </Button>
      </Form>
    </Dialog>
  );
}

interface AccountProps {
  readonly account: AccountWire;
  readonly onClose: () => void;
}

export function EditAccount({ account, onClose }: AccountProps) {
  const t = useTexts(adminAccountsTexts);
  const c = useTexts(common);
  const [displayName, setName] = useState(account.displayName);
  const [email, setEmail] = useState(account.email ?? '');
  const save = useAct({
    do: () =>
      patch<AccountWire>(
        `/accounts/${account.id}`,
        { displayName, email: email.trim() || null },
        { version: account.version },
      ),
    touches: [['accounts']],
    done: () => {
      onClose();
      return { text: t('saved') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('editTitle')} onClose={onClose}>
      <Form onSubmit={() => void save.run()} problem={save.problem}>
        <TextField
          label={t('displayName')}
          error={save.fields['displayName']}
          value={displayName}
          onChange={setName}
          required
          maxLength={200}
        />
        <TextField
          label={t('email')}
          hint={t('emailHint')}
          error={save.fields['email']}
          type="email"
          value={email}
          onChange={setEmail}
          required={false}
          maxLength={254}
        />
        <Button type="submit" kind="primary" busy={save.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

export function GivePost({ account, onClose }: AccountProps) {
  const t = useTexts(adminAccountsTexts);
  const w = useTexts(adminWordsTexts);
  const [typed, setTyped] = useState<TypedPost>({ unit: null, role: 'clerk', title: w('role_clerk') });
  const name = account.displayName;
  const give = useAct({
    do: (_: void, call) =>
      post<PostWire>(
        `/accounts/${account.id}/posts`,
        { unitId: typed.unit?.id, role: typed.role, title: typed.title },
        call,
      ),
    touches: [['accounts'], ['vacancies'], ['units']],
    done: ({ title }) => {
      onClose();
      return { text: t('given', { name, title }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('givePostTo', { name })} onClose={onClose}>
      <Form onSubmit={() => void give.run()} problem={give.problem}>
        <PostFields typed={typed} set={(part) => setTyped({ ...typed, ...part })} fields={give.fields} />
        <Button type="submit" kind="primary" busy={give.pending}>
          {t('givePost')}
        </Button>
      </Form>
    </Dialog>
  );
}

/** A temporary one, to be said by telephone. */
export function SetPassword({ account, onClose }: AccountProps) {
  const t = useTexts(adminAccountsTexts);
  const [password, setPassword] = useState('');
  const name = account.displayName;
  const set = useAct({
    do: () => put(`/accounts/${account.id}/password`, { password }),
    touches: [['accounts'], ['sessions', account.id]],
    done: () => {
      onClose();
      return { text: t('passwordSet', { name }) };
    },
    errors: 'field',
  });
  const weak = set.problem?.code === 'accounts.weak-password' ? set.problem.detail : set.fields['password'];
  return (
    <Dialog title={t('setPasswordTitle', { name })} onClose={onClose}>
      <Form onSubmit={() => void set.run()} problem={set.problem} beside={Boolean(weak)}>
        <p>{t('setPasswordText', { name })}</p>
        <PasswordField
          label={t('newPassword')}
          error={weak}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          required
        />
        <Button type="submit" kind="primary" busy={set.pending}>
          {t('setPassword')}
        </Button>
      </Form>
    </Dialog>
  );
}

import { useState } from 'react';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import { useAct } from '../../../api/act.ts';
import { del, patch } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminAccountsTexts } from '../../../texts/admin-accounts.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/conditions.tsx';
import { ConfirmConsequence, Dialog } from '../../../ui/dialog.tsx';
import { TextArea } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';

interface AccountProps {
  readonly account: AccountWire;
  readonly onClose: () => void;
}

/** Locks, unlocks, or enables what disuse has disabled. */
export function SetStatus({ account, onClose }: AccountProps) {
  const t = useTexts(adminAccountsTexts);
  const w = useTexts(adminWordsTexts);
  const [reason, setReason] = useState('');
  const name = account.displayName;
  const locking = account.status === 'active';
  const set = useAct({
    do: () =>
      patch<AccountWire>(
        `/accounts/${account.id}`,
        { status: locking ? 'locked' : 'active', ...(reason.trim() && { statusReason: reason }) },
        { version: account.version },
      ),
    touches: [['accounts'], ['sessions', account.id], ['vacancies']],
    done: () => {
      onClose();
      return { text: t(locking ? 'locked' : 'unlocked', { name }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t(locking ? 'lockTitle' : 'unlockTitle', { name })} onClose={onClose}>
      <Form onSubmit={() => void set.run()} problem={set.problem}>
        {locking && (
          <Note tone="warn">
            <p>{t('lockText', { name })}</p>
          </Note>
        )}
        <TextArea
          label={w('reason')}
          hint={w('reasonHint')}
          error={set.fields['statusReason']}
          value={reason}
          onChange={setReason}
          required={locking}
          maxLength={500}
          rows={3}
        />
        <Button type="submit" kind={locking ? 'danger' : 'primary'} busy={set.pending}>
          {t(locking ? 'lock' : account.status === 'locked' ? 'unlock' : 'enable')}
        </Button>
      </Form>
    </Dialog>
  );
}

/** For somebody who lost phone and recovery codes. */
export function RemoveFactor({ account, onClose }: AccountProps) {
  const t = useTexts(adminAccountsTexts);
  const name = account.displayName;
  const remove = useAct({
    do: () => del(`/accounts/${account.id}/second-factor`),
    touches: [['sessions', account.id]],
    done: () => {
      onClose();
      return { text: t('factorRemoved', { name }) };
    },
  });
  return (
    <ConfirmConsequence
      title={t('removeFactor')}
      action={t('removeFactor')}
      danger
      busy={remove.pending}
      onConfirm={() => void remove.run()}
      onClose={onClose}
    >
      <p>{t('removeFactorText', { name })}</p>
    </ConfirmConsequence>
  );
}

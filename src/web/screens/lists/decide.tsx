import { useState } from 'react';
import type { AccountListWire } from '../../../accounts/account-list.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { listsTexts } from '../../texts/lists.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';

interface DecideProps {
  readonly list: AccountListWire;
  readonly onClose: () => void;
}

const TOUCHES = [['account-lists'], ['codes'], ['onboarding'], ['home']] as const;

/** The consequence, and by what it was agreed. */
export function Approve({ list, onClose }: DecideProps) {
  const t = useTexts(listsTexts);
  const c = useTexts(common);
  const [note, setNote] = useState('');
  const { unitName: unit, accounts: count } = list;
  const approve = useAct({
    do: (_: void, call) =>
      post<AccountListWire>(`/account-lists/${list.id}/approval`, { note: note.trim() === '' ? null : note }, call),
    touches: TOUCHES,
    done: () => {
      onClose();
      return { text: t('approvedNow', { count, unit }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('approve')} onClose={onClose}>
      <Form onSubmit={() => void approve.run()} problem={approve.problem}>
        <p>{t('approveText', { count, unit })}</p>
        <TextField
          label={t('note')}
          hint={t('noteHint')}
          error={approve.fields['note']}
          value={note}
          onChange={setNote}
          required={false}
          maxLength={500}
        />
        <footer className="dialog-foot">
          <Button type="submit" kind="primary" busy={approve.pending}>
            {t('approveCount', { count })}
          </Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}

export function Decline({ list, onClose }: DecideProps) {
  const t = useTexts(listsTexts);
  const c = useTexts(common);
  const [reason, setReason] = useState('');
  const unit = list.unitName;
  const decline = useAct({
    do: (_: void, call) => post<AccountListWire>(`/account-lists/${list.id}/refusal`, { reason }, call),
    touches: TOUCHES,
    done: () => {
      onClose();
      return { text: t('declinedNow') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('declineTitle', { unit })} onClose={onClose}>
      <Form onSubmit={() => void decline.run()} problem={decline.problem}>
        <p>{t('declineText', { unit })}</p>
        <TextArea
          label={t('reason')}
          hint={t('reasonHint')}
          error={decline.fields['reason']}
          value={reason}
          onChange={setReason}
          required
          minLength={3}
          maxLength={500}
        />
        <footer className="dialog-foot">
          <Button type="submit" kind="danger" busy={decline.pending}>
            {t('decline')}
          </Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}

import { useState } from 'react';
import type { AccountWire } from '../../../accounts/account.wire.ts';
import type { HeldPostWire } from '../../../accounts/session.wire.ts';
import type { DelegationWire } from '../../../delegations/delegation.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { delegationTexts } from '../../texts/delegations.vi.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { MoreRows, Note } from '../../ui/conditions.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { localDay } from '../../words/when.ts';

interface DelegationFormProps {
  /** One's own that can be delegated; at least one. */
  readonly posts: readonly HeldPostWire[];
  readonly onClose: () => void;
}

export function DelegationForm({ posts, onClose }: DelegationFormProps) {
  const t = useTexts(delegationTexts);
  const { account } = useWho();
  const today = localDay(useNow());
  const [postId, setPost] = useState(posts[0]?.id ?? '');
  const [receiverId, setReceiver] = useState('');
  const [firstDay, setFirst] = useState<string | null>(null);
  const [lastDay, setLast] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const unitId = posts.find(({ id }) => id === postId)?.unitId ?? '';
  const list = useList<AccountWire>(['me', 'colleagues', unitId], '/accounts', { unitId, limit: 100 });
  const colleagues = list.rows.filter(({ id, status }) => id !== account.id && status === 'active');
  const give = useAct({
    do: async (_: void, call) => {
      const made = await post<DelegationWire>('/delegations', { postId, receiverId, firstDay, lastDay, reason }, call);
      onClose();
      return made;
    },
    touches: [['me', 'delegations']],
    done: ({ receiver }) => ({ text: t('done', { name: receiver.name }) }),
    errors: 'field',
  });
  return (
    <Dialog title={t('give')} onClose={onClose}>
      <Form onSubmit={() => void give.run()} problem={give.problem}>
        {posts.length > 1 && (
          <SelectField
            label={t('post')}
            value={postId}
            onChange={(id) => {
              setPost(id);
              setReceiver('');
            }}
            options={posts.map(({ id, title, unitName }) => ({ value: id, label: `${title} · ${unitName}` }))}
          />
        )}
        {list.data && colleagues.length === 0 ? (
          <Note tone="warn">{t('noColleagues')}</Note>
        ) : (
          <SelectField
            label={t('receiver')}
            value={receiverId}
            onChange={setReceiver}
            required
            error={give.fields['receiverId']}
            options={[
              { value: '', label: t('choose') },
              ...colleagues.map(({ id, displayName }) => ({ value: id, label: displayName })),
            ]}
          />
        )}
        <MoreRows list={list} />
        <DateField label={t('firstDay')} hint={t('firstDayHint')} value={firstDay} onChange={setFirst} min={today} />
        <DateField
          label={t('lastDay')}
          value={lastDay}
          onChange={setLast}
          min={firstDay ?? today}
          required
          error={give.fields['lastDay']}
        />
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          value={reason}
          onChange={setReason}
          required
          minLength={3}
          maxLength={500}
          error={give.fields['reason']}
        />
        <Button type="submit" kind="primary" wide busy={give.pending} refused={lastDay ? null : t('lastDayNeeded')}>
          {t('do')}
        </Button>
      </Form>
    </Dialog>
  );
}

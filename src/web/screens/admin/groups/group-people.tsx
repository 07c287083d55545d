import { useState } from 'react';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import type { GroupWire } from '../../../../groups/group.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post, put } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextArea } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';

interface GroupProps {
  readonly group: GroupWire;
  readonly onClose: () => void;
}

/** Người quản lý nhóm: a clerk or leader of the owner. */
export function KeeperForm({ group, onClose }: GroupProps) {
  const t = useTexts(adminGroupsTexts);
  const c = useTexts(common);
  const [postId, setPost] = useState(group.keeper?.postId ?? '');
  const people = useList<AccountWire>(['accounts', 'at', group.ownerUnitId], '/accounts', {
    unitId: group.ownerUnitId,
    limit: 200,
  });
  const options = people.rows.flatMap(({ displayName, posts }) =>
    posts
      .filter(({ unitId, role }) => unitId === group.ownerUnitId && (role === 'clerk' || role === 'leader'))
      .map(({ id, title }) => ({ value: id, label: `${displayName}, ${title}` })),
  );
  const set = useAct({
    do: () => put(`/groups/${group.id}/keeper`, { postId: postId || null }, { version: group.version }),
    touches: [['groups']],
    done: () => {
      onClose();
      return { text: t('keeperSet') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('setKeeper')} onClose={onClose}>
      <Form onSubmit={() => void set.run()} problem={set.problem}>
        <SelectField
          label={t('keeper')}
          hint={t('keeperHint')}
          error={set.fields['postId']}
          value={postId}
          onChange={setPost}
          options={[{ value: '', label: t('nobodyInParticular') }, ...options]}
        />
        <Button type="submit" kind="primary" busy={set.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

/** To another unit: at once by an administrator of both, otherwise it is asked. */
export function HandOverGroup({ group, atOnce, onClose }: GroupProps & { readonly atOnce: boolean }) {
  const t = useTexts(adminGroupsTexts);
  const [unit, setUnit] = useState<Picked | null>(null);
  const [reason, setReason] = useState('');
  const hand = useAct({
    do: () =>
      atOnce
        ? put(`/groups/${group.id}/owner`, { unitId: unit?.id }, { version: group.version })
        : post(`/groups/${group.id}/handovers`, { unitId: unit?.id, reason }),
    touches: [['groups']],
    done: () => {
      onClose();
      return { text: t(atOnce ? 'handed' : 'offered', { name: unit?.name ?? '' }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('handOver')} onClose={onClose}>
      <Form onSubmit={() => void hand.run()} problem={hand.problem}>
        <p>{t(atOnce ? 'handOverNow' : 'handOverText')}</p>
        <Picker
          label={t('newOwner')}
          error={hand.fields['unitId']}
          value={unit}
          onChange={setUnit}
          search={findUnits}
          searchKey="units"
          required
        />
        {!atOnce && <Reason error={hand.fields['reason']} value={reason} onChange={setReason} />}
        <Button type="submit" kind="primary" busy={hand.pending}>
          {t('handOver')}
        </Button>
      </Form>
    </Dialog>
  );
}

/** A unit asks to be let in or out. */
export function AskGroup({ group, kind, onClose }: GroupProps & { readonly kind: 'join' | 'leave' }) {
  const t = useTexts(adminGroupsTexts);
  const { posts } = useWho();
  const mine = posts.filter(
    ({ role, unitId }) => (role === 'clerk' || role === 'leader') && unitId !== group.ownerUnitId,
  );
  const [unitId, setUnit] = useState(mine[0]?.unitId ?? '');
  const [reason, setReason] = useState('');
  const title = t(kind === 'join' ? 'askJoin' : 'askLeave');
  const ask = useAct({
    do: () => post(`/groups/${group.id}/requests`, { kind, unitId, reason }),
    touches: [['groups']],
    done: () => {
      onClose();
      return { text: t('asked', { name: group.ownerName }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={() => void ask.run()} problem={ask.problem}>
        <SelectField
          label={t('askUnit')}
          error={ask.fields['unitId']}
          value={unitId}
          onChange={setUnit}
          options={mine.map((held) => ({ value: held.unitId, label: held.unitName }))}
        />
        <Reason error={ask.fields['reason']} value={reason} onChange={setReason} />
        <Button type="submit" kind="primary" busy={ask.pending}>
          {title}
        </Button>
      </Form>
    </Dialog>
  );
}

interface ReasonProps {
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Reason(props: ReasonProps) {
  const t = useTexts(adminGroupsTexts);
  return <TextArea label={t('reason')} {...props} required minLength={3} maxLength={1000} rows={3} />;
}

import { useState } from 'react';
import type { LegacyInboxWire } from '../../../legacy-inboxes/legacy-inbox.wire.ts';
import { useAct } from '../../api/act.ts';
import { patch, post, put } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { common } from '../../texts/common.vi.ts';
import { cutoverInboxesTexts } from '../../texts/cutover-inboxes.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmConsequence, Dialog } from '../../ui/dialog.tsx';
import { PasswordField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { findUnits } from '../admin/parts/find.ts';
import { Picker, type Picked } from '../admin/parts/picker.tsx';
import { bodyOf, InboxFields, typedOf } from './inbox-fields.tsx';

interface NewProps {
  readonly unit: Picked | null;
  readonly onClose: () => void;
  readonly onMade: (inbox: LegacyInboxWire) => void;
}

export function NewInbox({ unit: known, onClose, onMade }: NewProps) {
  const t = useTexts(cutoverInboxesTexts);
  const [unit, setUnit] = useState<Picked | null>(known);
  const [typed, setTyped] = useState(typedOf(null));
  const make = useAct({
    do: (_: void, call) => post<LegacyInboxWire>('/legacy-inboxes', { ...bodyOf(typed), unitId: unit?.id }, call),
    touches: [['cutover']],
    done: (inbox) => {
      onClose();
      onMade(inbox);
      return { text: t('made', { address: inbox.address }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('new')} onClose={onClose}>
      <Form onSubmit={() => void make.run()} problem={make.problem}>
        <Picker
          label={t('unit')}
          value={unit}
          onChange={setUnit}
          search={findUnits}
          searchKey="units"
          required
          error={make.fields['unitId']}
        />
        <InboxFields typed={typed} set={setTyped} fields={make.fields} />
        <Button type="submit" kind="primary" busy={make.pending}>
          {t('new')}
        </Button>
      </Form>
    </Dialog>
  );
}

interface OfInbox {
  readonly inbox: LegacyInboxWire;
  readonly onClose: () => void;
}

export function EditInbox({ inbox, onClose }: OfInbox) {
  const t = useTexts(cutoverInboxesTexts);
  const c = useTexts(common);
  const [typed, setTyped] = useState(typedOf(inbox));
  const save = useAct({
    do: () => {
      const { address, ...rest } = bodyOf(typed);
      const body = address === inbox.address ? rest : { ...rest, address };
      return patch<LegacyInboxWire>(`/legacy-inboxes/${inbox.id}`, body, { version: inbox.version });
    },
    touches: [['cutover']],
    done: () => {
      onClose();
      return { text: t('saved') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('editTitle')} onClose={onClose}>
      <Form onSubmit={() => void save.run()} problem={save.problem}>
        <InboxFields typed={typed} set={setTyped} fields={save.fields} />
        {inbox.imap?.hasPassword && <p className="small quiet">{t('serverChanges')}</p>}
        <Button type="submit" kind="primary" busy={save.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

/** Taken and never shown: what was typed is forgotten with the window. */
export function PasswordForm({ inbox, onClose }: OfInbox) {
  const t = useTexts(cutoverInboxesTexts);
  const c = useTexts(common);
  const [password, type] = useState('');
  const save = useAct({
    do: () => put(`/legacy-inboxes/${inbox.id}/secret`, { password }),
    touches: [['cutover']],
    done: () => {
      onClose();
      return { text: t('passwordSet') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t(inbox.imap?.hasPassword ? 'changePassword' : 'setPassword')} onClose={onClose}>
      <Form onSubmit={() => void save.run()} problem={save.problem}>
        <p className="breaks">
          {inbox.imap?.user ?? inbox.address} · {inbox.imap?.host}
        </p>
        <PasswordField
          label={t('password')}
          hint={t('passwordHint')}
          error={save.fields['password']}
          value={password}
          onChange={type}
          // Not the administrator's own: the browser shall neither fill it in nor keep it.
          autoComplete="new-password"
          required
          maxLength={500}
        />
        <Button type="submit" kind="primary" busy={save.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

export function DropPassword({ inbox, onClose }: OfInbox) {
  const t = useTexts(cutoverInboxesTexts);
  const drop = useAct({
    do: () => put(`/legacy-inboxes/${inbox.id}/secret`, { password: null }),
    touches: [['cutover']],
    done: () => {
      onClose();
      return { text: t('passwordDropped') };
    },
  });
  return (
    <ConfirmConsequence
      title={t('dropPassword')}
      action={t('dropPassword')}
      danger
      busy={drop.pending}
      onConfirm={() => void drop.run()}
      onClose={onClose}
    >
      <p>{t('dropPasswordText')}</p>
    </ConfirmConsequence>
  );
}

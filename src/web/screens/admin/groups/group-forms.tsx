import { useState } from 'react';
import type { GroupWire } from '../../../../groups/group.wire.ts';
import { useAct } from '../../../api/act.ts';
import { patch, post } from '../../../api/client.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';

interface Typed {
  readonly name: string;
  readonly description: string;
  readonly visibility: GroupWire['visibility'];
}

interface NewGroupProps {
  readonly onClose: () => void;
  readonly onMade: (group: GroupWire) => void;
}

export function NewGroup({ onClose, onMade }: NewGroupProps) {
  const t = useTexts(adminGroupsTexts);
  const { posts } = useWho();
  const mine = [
    ...new Map(
      posts
        .filter(({ role }) => role === 'clerk' || role === 'leader')
        .map(({ unitId, unitName }) => [unitId, { value: unitId, label: unitName }]),
    ).values(),
  ];
  const [unitId, setUnit] = useState(mine[0]?.value ?? '');
  const [typed, setTyped] = useState<Typed>({ name: '', description: '', visibility: 'owner' });
  const make = useAct({
    do: (_: void, call) => post<GroupWire>('/groups', { ...typed, unitId }, call),
    touches: [['groups']],
    done: (group) => {
      onMade(group);
      return { text: t('made', { name: group.name }) };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('new')} onClose={onClose}>
      <Form onSubmit={() => void make.run()} problem={make.problem}>
        <GroupFields typed={typed} set={setTyped} fields={make.fields} />
        {mine.length > 1 && <SelectField label={t('owner')} value={unitId} onChange={setUnit} options={mine} />}
        <Button type="submit" kind="primary" busy={make.pending}>
          {t('new')}
        </Button>
      </Form>
    </Dialog>
  );
}

export function EditGroup({ group, onClose }: { readonly group: GroupWire; readonly onClose: () => void }) {
  const t = useTexts(adminGroupsTexts);
  const c = useTexts(common);
  const { name, description, visibility } = group;
  const [typed, setTyped] = useState<Typed>({ name, description, visibility });
  const save = useAct({
    do: () => patch(`/groups/${group.id}`, typed, { version: group.version }),
    touches: [['groups']],
    done: () => {
      onClose();
      return { text: t('saved') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={group.name} onClose={onClose}>
      <Form onSubmit={() => void save.run()} problem={save.problem}>
        <GroupFields typed={typed} set={setTyped} fields={save.fields} />
        <Button type="submit" kind="primary" busy={save.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly typed: Typed;
  readonly set: (typed: Typed) => void;
  readonly fields: Readonly<Record<string, string>>;
}

function GroupFields({ typed, set, fields }: FieldsProps) {
  const t = useTexts(adminGroupsTexts);
  return (
    <>
      <TextField
        label={t('name')}
        error={fields['name']}
        value={typed.name}
        onChange={(name) => set({ ...typed, name })}
        required
        maxLength={200}
      />
      <TextArea
        label={t('description')}
        error={fields['description']}
        value={typed.description}
        onChange={(description) => set({ ...typed, description })}
        required={false}
        maxLength={2000}
        rows={2}
      />
      <SelectField
        label={t('visibility')}
        value={typed.visibility}
        onChange={(visibility) => set({ ...typed, visibility })}
        options={[
          { value: 'owner', label: t('vis_owner') },
          { value: 'open', label: t('vis_open') },
        ]}
      />
    </>
  );
}

import { useState } from 'react';
import { X } from 'lucide-react';
import type { GroupWire } from '../../../../groups/group.wire.ts';
import { useAct } from '../../../api/act.ts';
import { put } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Form } from '../../../ui/form.tsx';
import { findGroups, findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';

interface ListFormProps {
  readonly group: GroupWire;
  readonly what: 'members' | 'exceptions' | 'groups';
  readonly chosen: readonly Picked[];
  readonly version: number;
  readonly onClose: () => void;
}

const TITLES = { members: 'members', exceptions: 'exceptions', groups: 'within' } as const;

/** Units by name, units left out, or groups within: found one by one, kept as a whole. */
export function ListForm({ group, what, chosen, version, onClose }: ListFormProps) {
  const t = useTexts(adminGroupsTexts);
  const c = useTexts(common);
  const [list, setList] = useState(chosen);
  const ofGroups = what === 'groups';
  const save = useAct({
    do: () => {
      const ids = list.map(({ id }) => id);
      return put(`/groups/${group.id}/${what}`, ofGroups ? { groupIds: ids } : { unitIds: ids }, { version });
    },
    touches: [['groups']],
    done: () => {
      onClose();
      return { text: t('saved') };
    },
    errors: 'field',
  });
  const add = (picked: Picked | null): void => {
    if (picked && !list.some(({ id }) => id === picked.id)) setList([...list, picked]);
  };
  return (
    <Dialog title={t(TITLES[what])} onClose={onClose} wide>
      <Form onSubmit={() => void save.run()} problem={save.problem}>
        <Picker
          key={list.length}
          label={t(ofGroups ? 'addGroup' : 'addUnit')}
          hint={what === 'exceptions' ? t('exceptionsHint') : ''}
          value={null}
          onChange={add}
          search={ofGroups ? findGroups : findUnits}
          searchKey={ofGroups ? 'groups' : 'units'}
        />
        <ul className="chips">
          {list.map((one) => (
            <li key={one.id} className="chip">
              {one.name}
              <IconButton
                label={c('remove', { name: one.name })}
                onClick={() => setList(list.filter(({ id }) => id !== one.id))}
              >
                <X size={16} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
        <Button type="submit" kind="primary" busy={save.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

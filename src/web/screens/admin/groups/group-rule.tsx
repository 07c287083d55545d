import { useState } from 'react';
import type { GroupRuleWire, GroupWire } from '../../../../groups/group.wire.ts';
import { useAct } from '../../../api/act.ts';
import { put } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { common } from '../../../texts/common.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choice } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Several } from '../parts/several.tsx';
import { CHANNELS, KINDS, SECTORS } from '../parts/values.ts';

interface RuleProps {
  readonly group: GroupWire;
  readonly rule: GroupRuleWire | null;
  readonly version: number;
  readonly onClose: () => void;
}

/** Which units come in by themselves. */
export function RuleForm({ group, rule, version, onClose }: RuleProps) {
  const t = useTexts(adminGroupsTexts);
  const w = useTexts(adminWordsTexts);
  const c = useTexts(common);
  const [reach, setReach] = useState<'children' | 'below' | 'none'>(rule?.reach ?? 'children');
  const [kinds, setKinds] = useState<readonly GroupRuleWire['kinds'][number][]>(rule?.kinds ?? []);
  const [sectors, setSectors] = useState<readonly GroupRuleWire['sectors'][number][]>(rule?.sectors ?? []);
  const [channels, setChannels] = useState<readonly GroupRuleWire['channels'][number][]>(rule?.channels ?? []);
  const save = useAct({
    do: () =>
      put(`/groups/${group.id}/rule`, reach === 'none' ? { reach: null } : { reach, kinds, sectors, channels }, {
        version,
      }),
    touches: [['groups']],
    done: () => {
      onClose();
      return { text: t('saved') };
    },
    errors: 'field',
  });
  return (
    <Dialog title={t('rule')} onClose={onClose} wide>
      <Form onSubmit={() => void save.run()} problem={save.problem}>
        <Choice
          label={t('reach')}
          value={reach}
          onChange={setReach}
          options={(['children', 'below', 'none'] as const).map((value) => ({ value, label: t(`reach_${value}`) }))}
        />
        {reach !== 'none' && (
          <>
            <Several
              hint={t('anyHint')}
              label={t('kinds')}
              all={KINDS}
              chosen={kinds}
              onChange={setKinds}
              word={(k) => w(`kind_${k}`)}
            />
            <Several
              hint={t('anyHint')}
              label={t('sectors')}
              all={SECTORS}
              chosen={sectors}
              onChange={setSectors}
              word={(s) => w(`sector_${s}`)}
            />
            <Several
              hint={t('anyHint')}
              label={t('channels')}
              all={CHANNELS}
              chosen={channels}
              onChange={setChannels}
              word={(one) => w(`channel_${one}`)}
            />
          </>
        )}
        <Button type="submit" kind="primary" busy={save.pending}>
          {c('save')}
        </Button>
      </Form>
    </Dialog>
  );
}

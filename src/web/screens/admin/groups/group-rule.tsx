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
import { CheckField, Choice } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
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
            <Several label={t('kinds')} all={KINDS} chosen={kinds} onChange={setKinds} word={(k) => w(`kind_${k}`)} />
            <Several
              label={t('sectors')}
              all={SECTORS}
              chosen={sectors}
              onChange={setSectors}
              word={(s) => w(`sector_${s}`)}
            />
            <Several
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

interface SeveralProps<V extends string> {
  readonly label: string;
  readonly all: readonly V[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
  readonly word: (value: V) => string;
}

function Several<V extends string>({ label, all, chosen, onChange, word }: SeveralProps<V>) {
  const t = useTexts(adminGroupsTexts);
  return (
    <fieldset className="several">
      <legend>
        <strong>{label}</strong> <span className="quiet small">{t('anyHint')}</span>
      </legend>
      {all.map((value) => (
        <CheckField
          key={value}
          label={word(value)}
          checked={chosen.includes(value)}
          onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value))}
        />
      ))}
    </fieldset>
  );
}

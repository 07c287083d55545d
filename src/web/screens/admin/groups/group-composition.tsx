import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { GroupCompositionWire, GroupWire } from '../../../../groups/group.wire.ts';
import { get } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { Part } from '../parts/facts.tsx';
import { RuleForm } from './group-rule.tsx';
import { ListForm } from './group-list-form.tsx';
import { useRuleWords } from './rule-words.ts';

type Window = 'members' | 'exceptions' | 'groups' | 'rule';

/** (units by name) + (rule + groups within) − exceptions. */
export function Composition({ group }: { readonly group: GroupWire }) {
  const t = useTexts(adminGroupsTexts);
  const [open, setOpen] = useState<Window | null>(null);
  const words = useRuleWords();
  const composition = useQuery({
    queryKey: ['groups', 'composition', group.id],
    queryFn: ({ signal }) => get<GroupCompositionWire>(`/groups/${group.id}/composition`, { signal }),
    retry: false,
  });
  const made = composition.data;
  if (!made) return null;
  const close = (): void => setOpen(null);
  const edit = (window: Window) =>
    group.can.members && (
      <Button onClick={() => setOpen(window)}>{t(window === 'rule' ? 'changeRule' : 'changeMembers')}</Button>
    );
  return (
    <Part title={t('composition')}>
      <dl className="makes">
        <Made name={t('members')} action={edit('members')} none={t('membersEmpty')} items={made.members} />
        <Made
          name={t('rule')}
          action={edit('rule')}
          none={t('ruleEmpty')}
          items={made.rule ? [{ id: 'rule', name: words(made.rule) }] : []}
        />
        <Made name={t('within')} action={edit('groups')} none={t('withinEmpty')} items={made.groups} />
        <Made name={t('exceptions')} action={edit('exceptions')} none={t('exceptionsEmpty')} items={made.exceptions} />
      </dl>
      {open === 'rule' && <RuleForm group={group} rule={made.rule} version={made.version} onClose={close} />}
      {open !== null && open !== 'rule' && (
        <ListForm group={group} what={open} chosen={made[open]} version={made.version} onClose={close} />
      )}
    </Part>
  );
}

interface MadeProps {
  readonly name: string;
  readonly action: React.ReactNode;
  readonly none: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
}

const SHOWN = 30;

function Made({ name, action, none, items }: MadeProps) {
  const t = useTexts(adminGroupsTexts);
  return (
    <div className="made">
      <dt>
        {name}
        {items.length > 1 && <span className="quiet"> ({t('count', { count: items.length })})</span>}
      </dt>
      <dd>
        {items.length === 0 ? (
          <span className="quiet">{none}</span>
        ) : (
          items
            .slice(0, SHOWN)
            .map((item) => item.name)
            .join('; ') + (items.length > SHOWN ? '; …' : '')
        )}
      </dd>
      <dd className="made-act">{action}</dd>
    </div>
  );
}

import { useState } from 'react';
import type { DelegationWire } from '../../../../delegations/delegation.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminMoreTexts } from '../../../texts/admin-more.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../../ui/dialog.tsx';
import { CheckField } from '../../../ui/fields.tsx';
import { Mark, When } from '../../../ui/marks.tsx';
import { Section } from '../parts/section.tsx';

const TONES = { upcoming: 'blue', active: 'green', void: 'orange', ended: 'grey' } as const;

/** Who acts for whom at the units one administers. */
export function DelegationsScreen() {
  const t = useTexts(adminMoreTexts);
  const [all, setAll] = useState(false);
  const list = useList<DelegationWire>(['delegations'], '/delegations', {
    side: 'administered',
    show: all ? 'all' : 'open',
  });
  return (
    <Section title={t('delegations')} below={<p className="quiet">{t('delegationsIntro')}</p>}>
      <CheckField label={t('showAll')} checked={all} onChange={setAll} />
      {list.isPending && <Skeletons rows={4} height={72} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.rows.length === 0 && (
        <EmptyState title={t('delegationsEmpty')}>{t('delegationsEmptyText')}</EmptyState>
      )}
      <ul className="rows">
        {list.rows.map((one) => (
          <DelegationRow key={one.id} delegation={one} />
        ))}
      </ul>
      <MoreRows list={list} />
    </Section>
  );
}

function DelegationRow({ delegation }: { readonly delegation: DelegationWire }) {
  const t = useTexts(adminMoreTexts);
  const [asks, setAsks] = useState(false);
  const names = { giver: delegation.giver.name, receiver: delegation.receiver.name };
  const end = useAct({
    do: () => post(`/delegations/${delegation.id}/ending`),
    touches: [['delegations']],
    done: () => {
      setAsks(false);
      return { text: t('delegationEnded', { name: names.receiver }) };
    },
  });
  return (
    <li className="row">
      <span className="grows">
        <strong>{t('instead', names)}</strong> · {delegation.post.title}, {delegation.post.unitName}
        <small className="quiet block">
          <When at={delegation.startsAt} /> – <When at={delegation.endedAt ?? delegation.endsAt} /> ·{' '}
          {delegation.reason}
        </small>
      </span>
      <span className="line">
        <Mark tone={TONES[delegation.state]}>{t(`state_${delegation.state}`)}</Mark>
        {delegation.can.end && <Button onClick={() => setAsks(true)}>{t('endDelegation')}</Button>}
      </span>
      {asks && (
        <ConfirmConsequence
          title={t('instead', names)}
          action={t('endDelegation')}
          danger
          busy={end.pending}
          onConfirm={() => void end.run()}
          onClose={() => setAsks(false)}
        >
          <p>{t('endDelegationText', names)}</p>
        </ConfirmConsequence>
      )}
    </li>
  );
}

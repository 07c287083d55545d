import { useState } from 'react';
import type { DelegationWire } from '../../../delegations/delegation.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useList } from '../../api/queries.ts';
import { refreshWho, useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { delegationTexts } from '../../texts/delegations.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { Mark } from '../../ui/marks.tsx';
import { whenExactly } from '../../words/when.ts';
import { Section } from './section.tsx';
import { later } from '../../ui/later.tsx';

const DelegationForm = later(async () => (await import('./delegation-form.tsx')).DelegationForm);

const KEY = ['me', 'delegations'] as const;

/** Given and received; the way to give one for whoever holds a post that can be delegated. */
export function Delegations() {
  const t = useTexts(delegationTexts);
  const { posts } = useWho();
  const [giving, setGiving] = useState(false);
  const list = useList<DelegationWire>(KEY, '/delegations', { side: 'mine', limit: 20 });
  const own = posts.filter(({ delegation, role }) => delegation === null && role !== 'admin');
  if (own.length === 0 && list.rows.length === 0) return null;
  return (
    <Section title={t('title')}>
      <p className="quiet">{t('text')}</p>
      {!list.data &&
        (list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Skeletons rows={1} height={64} />
        ))}
      {list.data && list.rows.length === 0 && <p>{t('none')}</p>}
      {list.rows.length > 0 && (
        <ul className="rows">
          {list.rows.map((delegation) => (
            <Row key={delegation.id} delegation={delegation} />
          ))}
        </ul>
      )}
      <MoreRows list={list} />
      {own.length > 0 && (
        <div>
          <Button onClick={() => setGiving(true)}>{t('give')}</Button>
        </div>
      )}
      {giving && <DelegationForm posts={own} onClose={() => setGiving(false)} />}
    </Section>
  );
}

const TONES = { upcoming: 'blue', active: 'green', ended: 'grey', void: 'orange' } as const;

function Row({ delegation }: { readonly delegation: DelegationWire }) {
  const t = useTexts(delegationTexts);
  const { account } = useWho();
  const { giver, receiver, post: at, state } = delegation;
  const isGiven = giver.accountId === account.id;
  const end = useAct({
    do: async () => {
      await post(`/delegations/${delegation.id}/ending`);
      await refreshWho();
    },
    touches: [KEY],
    done: () => ({ text: t('ended') }),
  });
  return (
    <li className="row">
      <div>
        <strong className="two-lines">
          {isGiven ? t('given', { name: receiver.name }) : t('received', { name: giver.name })}
        </strong>
        <p className="quiet">
          {at.title} · {at.unitName}
        </p>
        <p className="small quiet">
          {t('period', { from: whenExactly(delegation.startsAt), to: whenExactly(delegation.endsAt) })} ·{' '}
          {delegation.reason}
        </p>
      </div>
      <div className="line">
        <Mark tone={TONES[state]}>{t(state === 'ended' ? 'ended_state' : state)}</Mark>
        {delegation.can.end && (
          <Button busy={end.pending} aria-label={t('endOf', { name: receiver.name })} onClick={() => void end.run()}>
            {t('end')}
          </Button>
        )}
      </div>
    </li>
  );
}

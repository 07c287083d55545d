import { useState } from 'react';
import type { ActivationCodeWire } from '../../../../credentials/activation-codes.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminSlipsTexts } from '../../../texts/admin-slips.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { Choice } from '../../../ui/fields.tsx';
import { Mark, When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';

const STATES = ['all', 'waiting', 'used', 'expired', 'void'] as const;
const TONES = { waiting: 'blue', used: 'green', expired: 'orange', void: 'grey' } as const;

/** Who got a code, and what became of it; the codes themselves are nowhere. */
export function CodeLog() {
  const t = useTexts(adminSlipsTexts);
  const [state, setState] = useState<(typeof STATES)[number]>('all');
  const codes = useList<ActivationCodeWire>(['codes'], '/activation-codes', { state: state === 'all' ? null : state });
  return (
    <Part title={t('log')}>
      <Choice
        label={t('state')}
        value={state}
        onChange={setState}
        options={STATES.map((value) => ({ value, label: t(`state_${value}`) }))}
      />
      {codes.isPending && <Skeletons rows={4} />}
      {codes.isError && !codes.data && <ErrorState error={codes.error} onRetry={() => void codes.refetch()} />}
      {codes.isSuccess && codes.rows.length === 0 && (
        <EmptyState title={t('logEmpty')}>{state === 'all' && t('logEmptyText')}</EmptyState>
      )}
      <ul className="rows">
        {codes.rows.map((code) => (
          <CodeRow key={code.id} code={code} />
        ))}
      </ul>
      <MoreRows list={codes} />
    </Part>
  );
}

function CodeRow({ code }: { readonly code: ActivationCodeWire }) {
  const t = useTexts(adminSlipsTexts);
  const takeBack = useAct({
    do: () => post(`/activation-codes/${code.id}/voiding`),
    touches: [['codes'], ['accounts']],
    done: () => ({ text: t('voided', { name: code.displayName }) }),
  });
  return (
    <li className="row">
      <span className="grows">
        {code.displayName} <span className="quiet">({code.username})</span>
        <small className="quiet block">
          <When at={code.usedAt ?? code.issuedAt} /> · {t('issuedBy', { name: code.issuedByName })}
          {code.handedTo && ` · ${t('handedTo', { name: code.handedTo })}`}
          {code.usedFrom && ` · ${t('usedFrom', { address: code.usedFrom })}`}
        </small>
      </span>
      <Mark tone={TONES[code.state]}>{t(`state_${code.state}`)}</Mark>
      {code.state === 'waiting' && (
        <Button busy={takeBack.pending} onClick={() => void takeBack.run()}>
          {t('void')}
        </Button>
      )}
    </li>
  );
}

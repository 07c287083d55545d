import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { ApiKeyWire, NewApiKeyWire } from '../../../../api-keys/api-key.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminMoreTexts } from '../../../texts/admin-more.vi.ts';
import { adminWordsTexts } from '../../../texts/admin-words.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../../ui/dialog.tsx';
import { Mark, When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';
import { NewKey } from './new-key.tsx';
import { SecretOnce } from './secret-once.tsx';

const TONES = { active: 'green', expired: 'orange', revoked: 'grey' } as const;

/** Keys for programs: made, seen and revoked. */
export function ApiKeys() {
  const t = useTexts(adminMoreTexts);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewApiKeyWire | null>(null);
  const keys = useList<ApiKeyWire>(['api-keys'], '/api-keys');
  const add = (
    <Button icon={<Plus size={18} aria-hidden />} onClick={() => setMaking(true)}>
      {t('newKey')}
    </Button>
  );
  return (
    <Part title={t('keys')} action={add}>
      <p className="quiet">{t('keysIntro')}</p>
      {keys.isPending && <Skeletons rows={2} />}
      {keys.isError && !keys.data && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.isSuccess && keys.rows.length === 0 && <EmptyState title={t('keysEmpty')} />}
      <ul className="rows">
        {keys.rows.map((one) => (
          <KeyRow key={one.id} apiKey={one} />
        ))}
      </ul>
      <MoreRows list={keys} />
      {making && (
        <NewKey
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
          }}
        />
      )}
      {made?.secret && (
        <SecretOnce title={t('keyMade', { name: made.name })} secret={made.secret} onClose={() => setMade(null)} />
      )}
    </Part>
  );
}

function KeyRow({ apiKey }: { readonly apiKey: ApiKeyWire }) {
  const t = useTexts(adminMoreTexts);
  const w = useTexts(adminWordsTexts);
  const [asks, setAsks] = useState(false);
  const { name } = apiKey;
  const revoke = useAct({
    do: () => post(`/api-keys/${apiKey.id}/revocation`),
    touches: [['api-keys']],
    done: () => {
      setAsks(false);
      return { text: t('revoked', { name }) };
    },
  });
  return (
    <li className="row">
      <span className="grows">
        <strong>{name}</strong> <code>{`${apiKey.prefix}…${apiKey.lastFour}`}</code>
        <small className="quiet block">
          {apiKey.unitName} · {w(`role_${apiKey.role}`)} ·{' '}
          {apiKey.scopes.map((scope) => t(`scope_${scope}` as 'scope_units:read')).join(', ')}
        </small>
        <small className="quiet block">
          {apiKey.lastUsedAt ? (
            <>
              {t('usedAt')} <When at={apiKey.lastUsedAt} />
            </>
          ) : (
            t('neverUsed')
          )}{' '}
          · {t('expiresAt')} <When at={apiKey.expiresAt} />
        </small>
      </span>
      <span className="line">
        <Mark tone={TONES[apiKey.state]}>{t(`key_${apiKey.state}`)}</Mark>
        {apiKey.state === 'active' && <Button onClick={() => setAsks(true)}>{t('revoke')}</Button>}
      </span>
      {asks && (
        <ConfirmConsequence
          title={t('revokeTitle', { name })}
          action={t('revoke')}
          danger
          busy={revoke.pending}
          onConfirm={() => void revoke.run()}
          onClose={() => setAsks(false)}
        >
          <p>{t('revokeText')}</p>
        </ConfirmConsequence>
      )}
    </li>
  );
}

import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import type { SecondFactorWire } from '../../../accounts/second-factor.wire.ts';
import { get } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { refreshWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { meTexts } from '../../texts/me.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { Mark } from '../../ui/marks.tsx';
import { whenExactly } from '../../words/when.ts';
import { Section } from './section.tsx';
import { later } from '../../ui/later.tsx';

const load = () => import('../../ui/lazy/second-factor-proof.tsx');
const SetUp = later(async () => (await load()).SetUp);
const RenewCodes = later(async () => (await load()).RenewCodes);
const RemoveFactor = later(async () => (await load()).RemoveFactor);

/** With fewer one should make new ones. */
const FEW = 3;

export function SecondFactor() {
  const t = useTexts(meTexts);
  const [open, setOpen] = useState<'set-up' | 'renew' | 'remove' | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['me', 'second-factor'],
    queryFn: ({ signal }) => get<SecondFactorWire>('/second-factor', { signal }),
  });
  const close = (): void => {
    setOpen(null);
    void queries.invalidateQueries({ queryKey: ['me'] });
    void refreshWho().catch(() => undefined);
  };
  const isOn = data?.state === 'on';
  return (
    <Section
      title={t('factorTitle')}
      mark={
        data && (
          <Mark tone={isOn ? 'green' : 'grey'} {...(isOn && { icon: <ShieldCheck size={16} aria-hidden /> })}>
            {t(isOn ? 'factorOn' : 'factorOff')}
          </Mark>
        )
      }
    >
      {!data &&
        (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeletons rows={1} height={96} />)}
      {data && !isOn && (
        <>
          <p className="quiet">{t('factorWhy')}</p>
          <div>
            <Button onClick={() => setOpen('set-up')}>{t('factorSetUp')}</Button>
          </div>
        </>
      )}
      {data && isOn && (
        <>
          {data.recoveryCodesLeft < FEW ? (
            <Note tone="warn">{t('factorFew', { count: data.recoveryCodesLeft })}</Note>
          ) : (
            <p className="quiet">
              {data.confirmedAt && t('factorSince', { day: whenExactly(data.confirmedAt) })} ·{' '}
              {t('factorCodes', { count: data.recoveryCodesLeft })}
            </p>
          )}
          <div className="line">
            <Button onClick={() => setOpen('renew')}>{t('factorRenew')}</Button>
            <Button onClick={() => setOpen('remove')}>{t('factorRemove')}</Button>
          </div>
        </>
      )}
      {open === 'set-up' && <SetUp onClose={close} />}
      {open === 'renew' && <RenewCodes onClose={close} />}
      {open === 'remove' && <RemoveFactor onClose={close} />}
    </Section>
  );
}

import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import type { PracticeResettingWire } from '../../../practice/practice.wire.ts';
import type { UnitWire } from '../../../units/unit.wire.ts';
import { useAct } from '../../api/act.ts';
import { get, post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { practisingTexts } from '../../texts/practising.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { useAdministered } from '../admin/parts/administers.ts';

/** The whole practice area anew: of the topmost unit's administrators. */
export function ResetAll() {
  const t = useTexts(practisingTexts);
  const [asked, ask] = useState(false);
  const isTop = useIsTop();
  const reset = useAct({
    do: () => post<PracticeResettingWire>('/practice/resetting', { scope: 'all' }),
    touches: [['practice']],
    done: () => {
      ask(false);
      return { text: t('resetDone') };
    },
  });
  return (
    <>
      <Button
        icon={<RotateCcw size={18} aria-hidden />}
        refused={isTop ? null : t('resetTop')}
        onClick={() => ask(true)}
      >
        {t('reset')}
      </Button>
      {asked && (
        <ConfirmConsequence
          title={t('resetTitle')}
          action={t('reset')}
          danger
          busy={reset.pending}
          onConfirm={() => void reset.run()}
          onClose={() => ask(false)}
        >
          <p>{t('resetText')}</p>
          <p>{t('resetKeeps')}</p>
        </ConfirmConsequence>
      )}
    </>
  );
}

/** Whether one of the units one administers has none above it. */
function useIsTop(): boolean {
  const ids = useAdministered().map(({ id }) => id);
  const units = useQuery({
    queryKey: ['units', 'administered', ids],
    queryFn: ({ signal }) => Promise.all(ids.map((id) => get<UnitWire>(`/units/${id}`, { signal }))),
    staleTime: 5 * 60_000,
  });
  return units.data?.some(({ parentId }) => parentId === null) ?? false;
}
